import { readFileSync } from "node:fs";
import { join, win32 } from "node:path";
import { Linter } from "eslint";
import halyard from "eslint-plugin-halyard";
import { describe, expect, test } from "vitest";
import { pathWithin } from "../../eslint-plugin/dist/workspace/pathWithin.js";
import { Workspaces } from "../../eslint-plugin/dist/workspace/workspaces.js";
import { configFor, lintFile } from "./lint.js";
import { today, workspaceOf, writeIn } from "./workspace.js";

const flag = {
  flagType: "boolean",
  defaultValue: false,
  variants: { on: true, off: false },
  environments: { production: { state: "ENABLED", defaultVariant: "on", since: "2026-08-01" } },
  lifecycle: { type: "release", owner: "team-shop", expires: "2027-06-30" },
};

const files = {
  "halyard.config.json": JSON.stringify({
    registry: "flags.json",
    matchers: [{ kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" }],
  }),
  "flags.json": JSON.stringify({ registryVersion: 1, flags: { checkout: flag, "new-cart": flag } }),
  "src/checkout.js":
    'export function pay() {\n  if (isEnabled("checkout", false)) {\n    return "new";\n  }\n  return "old";\n}\n',
  "src/cart.js": 'export const cart = () => isEnabled("new-cart", false);\n',
  "src/basket.js": 'export const basket = () => isEnabled("new-cart", false);\n',
};

const rulesOf = (messages: readonly Linter.LintMessage[]): (string | null)[] =>
  messages.map(({ ruleId }) => ruleId);

describe("a document that is not on the disk yet", () => {
  const root = workspaceOf(files);

  test("is judged as it stands", () => {
    const text = 'export const cart = () => isEnabled("new-card", false);\n';
    expect(rulesOf(lintFile(root, "src/cart.js", { text }))).toEqual(["halyard/unknown-flag"]);
    expect(rulesOf(lintFile(root, "src/cart.js"))).toEqual(["halyard/rolled-out-flag"]);
  });

  test("is judged also where it was never saved", () => {
    const text = 'export const other = () => isEnabled("chekout", false);\n';
    expect(rulesOf(lintFile(root, "src/fresh.js", { text }))).toEqual(["halyard/unknown-flag"]);
  });

  test("tells other files at once what it exports", () => {
    const wrapper = "export const isOn = (key) => isEnabled(key, false);\n";
    lintFile(root, "src/wrapper.js", { text: wrapper });
    const text = 'import { isOn } from "./wrapper";\nexport const a = () => isOn("nobodys");\n';
    expect(rulesOf(lintFile(root, "src/basket.js", { text }))).toEqual(["halyard/unknown-flag"]);
  });
});

describe("what mends a finding", () => {
  const root = workspaceOf(files);

  test("a removal that stays in the file is a suggestion, and leaves no reference behind", () => {
    const [finding] = lintFile(root, "src/checkout.js");
    expect(finding?.ruleId).toBe("halyard/rolled-out-flag");
    const [removal, ...others] = finding?.suggestions ?? [];
    expect(others).toEqual([]);
    expect(removal?.desc).toBe('Remove flag "checkout" from this file and keep what true runs');
    const text = readFileSync(join(root, "src/checkout.js"), "utf8");
    const [start = 0, end = 0] = removal?.fix.range ?? [];
    const after = `${text.slice(0, start)}${removal?.fix.text ?? ""}${text.slice(end)}`;
    expect(after).toBe('export function pay() {\n  return "new";\n}\n');
  });

  test("a flag of two files has no removal here, and the message names the command", () => {
    const [finding] = lintFile(root, "src/cart.js");
    expect(finding?.suggestions).toBeUndefined();
    expect(finding?.message).toContain("`halyard remove new-cart`");
  });

  test("eslint --fix takes no flag out", () => {
    const text = readFileSync(join(root, "src/checkout.js"), "utf8");
    const linter = new Linter({ cwd: root });
    const filename = join(root, "src/checkout.js");
    expect(linter.verifyAndFix(text, configFor(root), { filename })).toMatchObject({
      fixed: false,
      output: text,
    });
  });

  test("a misspelt key has the nearest one as a suggestion", () => {
    const text = 'export const cart = () => isEnabled("new-card", false);\n';
    const [finding] = lintFile(root, "src/cart.js", { text });
    const written = finding?.suggestions?.map(({ fix }) => fix.text);
    expect(written).toEqual(['"new-cart"']);
  });
});

test("a removal is remembered beside the index, until anything changes", () => {
  const root = workspaceOf(files);
  const request = { cwd: root, now: today, cache: join(root, "cache"), workers: 0 } as const;
  const path = "src/checkout.js";
  const first = new Workspaces().at(request);
  expect([...first.snapshot.removalPaths]).toEqual([path]);
  const planned = first.findingsWithRemovals(path);
  const remembering = new Workspaces();
  const second = remembering.at(request);
  expect([...second.snapshot.removalPaths]).toEqual([]);
  expect(second.findings(path, files[path], undefined)).toEqual(planned);
  writeIn(root, "src/other.js", 'export const other = () => isEnabled("new-cart", false);\n');
  expect([...new Workspaces().at(request).snapshot.removalPaths]).toEqual([path]);
});

test("what halyard check --suppress-all accepted is accepted here", () => {
  const misspelt = 'export const a = () => isEnabled("new-card", false);\n';
  const accepted = { "src/a.js": { "unknown-flag": { count: 1 } } };
  const root = workspaceOf({
    ...files,
    "halyard-suppressions.json": JSON.stringify(accepted),
    "src/a.js": misspelt,
  });
  expect(lintFile(root, "src/a.js")).toEqual([]);
  const both = `${misspelt}export const b = () => isEnabled("new-cord", false);\n`;
  expect(rulesOf(lintFile(root, "src/a.js", { text: both }))).toEqual([
    "halyard/unknown-flag",
    "halyard/unknown-flag",
  ]);
});

test("a rule that halyard.config.* turns off speaks where ESLint's configuration turns it on", () => {
  const own = JSON.parse(files["halyard.config.json"]) as object;
  const config = JSON.stringify({ ...own, rules: { "rolled-out-flag": "off" } });
  const root = workspaceOf({ ...files, "halyard.config.json": config });
  const [preset] = halyard.configs.recommended({ cwd: root, now: today, cache: false, workers: 0 });
  expect(preset?.rules).not.toHaveProperty("halyard/rolled-out-flag");
  expect(rulesOf(lintFile(root, "src/cart.js"))).toContain("halyard/rolled-out-flag");
});

test("an editor sees a changed registry with the next file after a pause", () => {
  const root = workspaceOf(files);
  let now = 0;
  const workspaces = new Workspaces(() => now);
  const request = { cwd: root, now: today, cache: false, workers: 0 } as const;
  const text = files["src/cart.js"];
  const rulesAt = (time: number): string[] => {
    now = time;
    const findings = workspaces.forFile(request).findings("src/cart.js", text, undefined);
    return findings.map(({ ruleId }) => ruleId);
  };
  expect(rulesAt(0)).toEqual(["rolled-out-flag"]);
  writeIn(root, "flags.json", JSON.stringify({ registryVersion: 1, flags: { checkout: flag } }));
  expect(rulesAt(1_000)).toEqual(["rolled-out-flag"]);
  expect(rulesAt(4_000)).toEqual(["unknown-flag"]);
});

test("options in ESLint's configuration win over those of halyard.config.*", () => {
  const differing = { ...flag, defaultValue: true };
  const root = workspaceOf({
    ...files,
    "flags.json": JSON.stringify({
      registryVersion: 1,
      flags: { checkout: { ...flag, defaultValue: undefined }, "new-cart": differing },
    }),
  });
  const rulesWith = (options: object[]): (string | null)[] =>
    rulesOf(
      lintFile(root, "src/checkout.js", {
        config: [
          ...configFor(root),
          {
            plugins: { halyard },
            rules: { "halyard/default-value-mismatch": ["error", ...options] },
          },
        ],
      }),
    );
  expect(rulesWith([])).toEqual(["halyard/rolled-out-flag"]);
  expect(rulesWith([{ compareRolledOut: true }]).sort()).toEqual([
    "halyard/default-value-mismatch",
    "halyard/rolled-out-flag",
  ]);
});

test.each([
  ["C:\\shop", "C:\\shop\\src\\cart.ts", "src/cart.ts"],
  ["C:\\shop", "c:\\Shop\\src\\cart.ts", "src/cart.ts"],
  ["C:\\shop", "C:\\shop-2\\cart.ts", undefined],
  ["C:\\shop", "D:\\shop\\cart.ts", undefined],
  ["C:\\shop", "C:\\cart.ts", undefined],
  ["C:\\shop", "C:\\shop\\..cart.ts", "..cart.ts"],
  ["\\\\server\\share\\shop", "\\\\server\\share\\shop\\a\\b.ts", "a/b.ts"],
])("in %s, %s is %s", (root, file, expected) => {
  expect(pathWithin(root, file, win32)).toBe(expected);
});
