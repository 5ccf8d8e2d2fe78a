import { describe, expect, test } from "vitest";
import { loadConfig } from "../../core/src/config/loadConfig.js";
import type { FileContent } from "../../core/src/vfs/fileSystem.js";
import { known, shown } from "./known.js";

/** Files in memory: their text, or what reading them gives. */
function filesOf(files: Readonly<Record<string, string | FileContent>>): {
  readFile(path: string): FileContent;
} {
  return {
    readFile(path) {
      const file = files[path] ?? { kind: "missing" };
      return typeof file === "string" ? { kind: "text", text: file } : file;
    },
  };
}

function registryIn(files: Readonly<Record<string, string | FileContent>>): string | undefined {
  const { value, problems } = loadConfig(filesOf(files), null, known);
  expect(problems).toEqual([]);
  return value.registry[0]?.path[0];
}

describe("without a configured registry", () => {
  test("the first usual file at the root serves", () => {
    const registry = '{ "flags": {} }';
    expect(registryIn({})).toBeUndefined();
    expect(registryIn({ "src/flags.json": registry })).toBeUndefined();
    expect(registryIn({ ".halyard/flags.json": registry })).toBe(".halyard/flags.json");
    expect(registryIn({ "flags.yaml": "flags: {}", "flags.yml": "flags: {}" })).toBe("flags.yaml");
    expect(registryIn({ "feature-flags.json": registry, "flags.json": registry })).toBe(
      "flags.json",
    );
  });

  test("a file that lists something else does not, a broken one does", () => {
    expect(registryIn({ "flags.json": '["de", "fr"]' })).toBeUndefined();
    expect(registryIn({ "flags.json": '{ "de": "black, red, gold" }' })).toBeUndefined();
    expect(registryIn({ "flags.json": '{ "fla' })).toBe("flags.json");
    expect(registryIn({ "flags.json": { kind: "outside" } })).toBe("flags.json");
  });

  test("a configuration that is silent on it leaves it so", () => {
    const files = { "halyard.config.json": "{}", "flags.json": '{ "flags": {} }' };
    const { value } = loadConfig(filesOf(files), "halyard.config.json", known);
    expect(value).toMatchObject({
      path: "halyard.config.json",
      registry: [{ path: ["flags.json"] }],
    });
  });

  test("a configured one is the only one", () => {
    const files = {
      "halyard.config.json": '{ "registry": "a.json" }',
      "flags.json": '{ "flags": {} }',
    };
    const { value } = loadConfig(filesOf(files), "halyard.config.json", known);
    expect(value.registry).toEqual([{ path: ["a.json"], format: "auto" }]);
  });
});

describe("a configuration that cannot be read", () => {
  test.each<[FileContent, string]>([
    [{ kind: "missing" }, "does not exist; check the path or run `halyard init`"],
    [{ kind: "unreadable", reason: "it is a directory" }, "cannot be read: it is a directory"],
    [
      { kind: "too-large", bytes: 20, limit: 10 },
      "has 20 bytes, more than the 10 that are read; shorten it",
    ],
    [{ kind: "binary" }, "is not a text file; save it as UTF-8"],
    [{ kind: "outside" }, "lies outside the workspace; move it into it"],
  ])("%j says why", (content, reason) => {
    const files = filesOf({ "halyard.config.json": content });
    const { problems } = loadConfig(files, "halyard.config.json", known);
    expect(problems.map(shown)).toEqual([`config-unreadable The configuration ${reason}.`]);
  });

  test("because of its ending says so", () => {
    const { problems } = loadConfig(filesOf({ "halyard.js": "x" }), "halyard.js", known);
    expect(problems.map(shown)).toEqual([
      "config-unreadable The configuration must end in .json, .jsonc, .yaml or .yml; rename it.",
    ]);
  });
});
