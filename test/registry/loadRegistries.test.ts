import { describe, expect, test } from "vitest";
import { readRegistries } from "../../core/src/analysis/readRegistries.js";
import type { RegistrySource } from "../../core/src/config/model.js";
import type { RegistryFormat } from "../../core/src/registry/format.js";
import { registryChainFor } from "../../core/src/registry/lookup.js";
import type { FileContent } from "../../core/src/vfs/fileSystem.js";
import { configOf, filesOf, load } from "./support.js";

const one = '{"flags":{"a":{"flagType":"boolean","defaultValue":false}}}';

function source(...path: string[]): RegistrySource {
  return { path, format: "auto" };
}

describe("a file that cannot be read", () => {
  test.each<[string, FileContent | string | undefined, string, RegExp]>([
    ["missing.json", undefined, "registry-missing", /create it or correct the path/],
    ["../flags.json", undefined, "registry-outside-workspace", /outside the workspace/],
    ["/etc/flags.json", undefined, "registry-outside-workspace", /outside the workspace/],
    ["out.json", { kind: "outside" }, "registry-outside-workspace", /move it inside/],
    ["no.json", { kind: "unreadable", reason: "EACCES" }, "registry-unreadable", /EACCES/],
    ["bin.json", { kind: "binary" }, "registry-binary", /not a text file/],
    [
      "big.json",
      { kind: "too-large", bytes: 50 * 1024 * 1024, limit: 10 * 1024 * 1024 },
      "registry-too-large",
      /50 MB; at most 10 MB/,
    ],
    ["long.json", " ".repeat(10 * 1024 * 1024 + 1), "registry-too-large", /at most 10 MB/],
    ["*.yaml", undefined, "registry-missing", /No file matches/],
  ])("%s", (path, content, code, message) => {
    const files = content === undefined ? {} : { [path]: content };
    const { registries, problems } = load(files, [source(path)]);
    expect(registries).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.severity).toBe("error");
  });
});

test("brackets in the path of a file that is there are part of its name, elsewhere a glob", () => {
  const files = { "app/[id]/flags.json": one, "app/i/package.json": "{}", "app/i/flags.json": one };
  const pathsOf = (path: string): readonly (readonly [string, string])[] =>
    load(files, [source(path)]).registries.map((registry) => [registry.path, registry.scope]);
  expect(pathsOf("app/[id]/flags.json")).toEqual([["app/[id]/flags.json", ""]]);
  expect(pathsOf("app/[hij]/flags.json")).toEqual([["app/i/flags.json", "app/i"]]);
});

describe("several registries", () => {
  const files = {
    "flags.json": one,
    "package.json": "{}",
    "packages/web/package.json": "{}",
    "packages/web/config/flags.json": one,
    "packages/web/src/a.ts": "",
  };
  const { registries, texts } = load(files, [
    source("flags.json"),
    source("packages/web/config/flags.json"),
  ]);

  test("each answers for the package that it lies in", () => {
    expect(registries.map(({ path, scope }) => [path, scope])).toEqual([
      ["flags.json", ""],
      ["packages/web/config/flags.json", "packages/web"],
    ]);
    expect([...texts.keys()]).toEqual(["flags.json", "packages/web/config/flags.json"]);
  });

  test.each([
    ["packages/web/src/a.ts", ["packages/web", ""]],
    ["packages/website/a.ts", [""]],
    ["src/a.ts", [""]],
  ])("the nearest comes first for %s", (path, scopes) => {
    expect(registryChainFor(registries, path).map(({ scope }) => scope)).toEqual(scopes);
  });

  test("a glob makes one registry per file", () => {
    const found = load(files, [source("**/flags.json")]).registries;
    expect(found.map(({ path }) => path).sort()).toEqual(
      Object.keys(files).filter((path) => path.includes("flags")),
    );
  });

  test("the only one answers for everything, and `scope` has the last word", () => {
    const path = "packages/web/config/flags.json";
    expect(load(files, [source(path)]).registries[0]?.scope).toBe("");
    const scoped = { ...source(path), scope: "packages" };
    expect(load(files, [scoped]).registries[0]?.scope).toBe("packages");
  });

  test("TypeScript files of one source make one registry", () => {
    const typescript = {
      "a.ts": 'export type FlagKey = "x";',
      "b.ts": 'export enum Flags { Y = "y" }',
    };
    const found = load(typescript, [source("a.ts", "b.ts")]).registries;
    expect(found.map(({ format, flags }) => [format, [...flags.keys()]])).toEqual([
      ["typescript", ["x", "y"]],
    ]);
  });
});

test("thresholds: the configuration before the registry before the defaults", () => {
  const text = '{"defaults":{"soakDays":7,"staleAfterDays":{"release":10,"ops":20}},"flags":{}}';
  const defaults = { soakDays: 3, staleAfterDays: { experiment: 5 } };
  const [registry] = load({ "flags.json": text }, [source("flags.json")], { defaults }).registries;
  expect(registry?.defaults).toMatchObject({
    productionEnvironments: ["production"],
    soakDays: 3,
    unusedAfterDays: 30,
    staleAfterDays: { release: 10, operational: 20, experiment: 5, migration: 120 },
  });
});

describe("formats", () => {
  const vendor: RegistryFormat = {
    joinsFiles: false,
    parse: ([file]) => ({
      flags: new Map(),
      defaults: { soakDays: file?.text.length ?? 0 },
      migrations: new Map(),
      problems: [],
    }),
  };

  test("others can be added by name", () => {
    const config = configOf([{ path: ["export.json"], format: "vendor" }]);
    const formats = new Map([["vendor", vendor]]);
    const { registries, problems } = readRegistries(
      filesOf({ "export.json": "12345" }),
      config,
      formats,
    );
    expect(problems).toEqual([]);
    expect(registries[0]).toMatchObject({ format: "vendor", defaults: { soakDays: 5 } });
  });

  test("an unknown one is refused with a guess", () => {
    const { problems } = load({ "f.json": one }, [{ path: ["f.json"], format: "typscript" }]);
    expect(problems).toMatchObject([
      {
        code: "registry-unknown-format",
        path: "halyard.config.json",
        message: "`typscript` is no registry format: did you mean `typescript`?",
      },
    ]);
  });
});
