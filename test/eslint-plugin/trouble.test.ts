import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import halyard from "eslint-plugin-halyard";
import { describe, expect, test } from "vitest";
import { configFor, lintFile } from "./lint.js";
import { settingsOf, today, workspaceOf } from "./workspace.js";

const source = 'export const on = () => isEnabled("checkout");\n';
const config = JSON.stringify({
  registry: "flags.json",
  matchers: [{ kind: "call", names: ["isEnabled"], key: 0 }],
});

/** The messages of two files, linted one after another. */
function messagesOf(root: string): string[] {
  return ["src/a.js", "src/b.js"].flatMap((path) =>
    lintFile(root, path).map(({ ruleId, message }) => `${path} ${ruleId ?? "fatal"}: ${message}`),
  );
}

function workspace(files: Readonly<Record<string, string>>): string {
  return workspaceOf({ "src/a.js": source, "src/b.js": source, ...files });
}

describe("what keeps Halyard from judging is told once in a run", () => {
  test("no registry", () => {
    expect(messagesOf(workspace({}))).toEqual([
      "src/a.js halyard/valid-setup: Halyard cannot judge everything: There is no flag registry here, so that most rules have nothing to compare the code with; name one under `registry` in halyard.config.json, or run `halyard init`. (registry-none)",
    ]);
  });

  test("a registry that does not exist", () => {
    expect(messagesOf(workspace({ "halyard.config.json": config }))).toEqual([
      "src/a.js halyard/valid-setup: Halyard cannot judge everything: The registry `flags.json` does not exist; create it or correct the path. (halyard.config.json)",
    ]);
  });

  test("a broken registry", () => {
    const files = {
      "halyard.config.json": config,
      "flags.json": '{ "registryVersion": 1, "flags": { ',
    };
    const [first = "", ...others] = messagesOf(workspace(files));
    expect(others).toEqual([]);
    expect(first).toMatch(
      /^src\/a\.js halyard\/valid-setup: Halyard cannot judge everything: .+ \(flags\.json:1:\d+\)/u,
    );
  });

  test("a broken configuration", () => {
    const [first = "", ...others] = messagesOf(
      workspace({ "halyard.config.json": '{ "rulez": {} }' }),
    );
    expect(others).toEqual([]);
    expect(first).toMatch(
      /^src\/a\.js halyard\/valid-setup: .*rulez.+ \(halyard\.config\.json:1:3\)/u,
    );
  });

  test("a date that is none", () => {
    const root = workspace({
      "halyard.config.json": config,
      "flags.json": '{ "registryVersion": 1, "flags": {} }',
    });
    const lint = (path: string): string[] =>
      lintFile(root, path, { now: "tomorrow" }).map(({ message }) => message);
    expect([...lint("src/a.js"), ...lint("src/b.js")]).toEqual([
      'Halyard cannot judge everything: `now` cannot be "tomorrow"; write a date such as 2026-03-31. (eslint-settings)',
    ]);
  });

  test("and the configurations for ESLint can still be made", () => {
    const root = workspace({ "halyard.config.json": '{ "rulez": {} }' });
    const [preset] = halyard.configs.recommended({ ...settingsOf(root).halyard });
    expect(preset?.rules).toMatchObject({
      "halyard/unknown-flag": "error",
      "halyard/valid-setup": "error",
    });
    expect(halyard.configs.registry({ ...settingsOf(root).halyard })).toEqual([]);
  });
});

test("problems stand in the registry where that is linted", () => {
  const registry =
    '{\n  "registryVersion": 1,\n  "flags": { "checkout": { "flagTipe": "boolean" } }\n}\n';
  const root = workspace({ "halyard.config.json": config, "flags.json": registry });
  const found = lintFile(root, "flags.json").filter(
    ({ ruleId }) => ruleId === "halyard/valid-setup",
  );
  expect(found.map(({ line, column }) => [line, column])).toEqual([[3, 28]]);
});

test("a checkout that cannot be written to is judged without a cache", () => {
  const root = workspace({
    "halyard.config.json": config,
    "flags.json": '{ "registryVersion": 1, "flags": {} }',
  });
  mkdirSync(join(root, "node_modules"));
  // Root may write anywhere; a file in the place of the directory stops it as well.
  chmodSync(join(root, "node_modules"), 0o555);
  const cache = join(root, "halyard.config.json", "cache");
  const own = { halyard: { cwd: root, now: today, cache, workers: 0 } };
  const messages = lintFile(root, "src/a.js", {
    config: [...configFor(root), { settings: own }],
  });
  expect(messages.map(({ ruleId }) => ruleId)).toEqual(["halyard/unknown-flag"]);
  expect(existsSync(cache)).toBe(false);
});

test("a registry of 10,000 flags is read once for all files", () => {
  const flags = Array.from({ length: 10_000 }, (_, i) => [
    `flag-${i}`,
    { flagType: "boolean", lifecycle: { owner: "a", type: "permission" } },
  ]);
  const root = workspace({
    "halyard.config.json": JSON.stringify({
      ...JSON.parse(config),
      rules: { "unused-flag": "off" },
    }),
    "flags.json": JSON.stringify({ registryVersion: 1, flags: Object.fromEntries(flags) }),
    "src/b.js": 'export const on = () => isEnabled("flag-9999");\n',
  });
  expect(lintFile(root, "src/a.js").map(({ ruleId }) => ruleId)).toEqual(["halyard/unknown-flag"]);
  const started = performance.now();
  expect(lintFile(root, "src/b.js")).toEqual([]);
  // Reading and judging ten thousand flags again would take far longer than this, on any machine.
  expect(performance.now() - started).toBeLessThan(150);
});
