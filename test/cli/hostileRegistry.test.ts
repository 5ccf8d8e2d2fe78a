import { expect, test } from "vitest";
import { formatNames } from "../../cli/src/formatters/formatNames.js";
import { booleanFlag, createWorkspace, sourceOf, today } from "./workspace.js";

const hostile = [
  "a\u001b[31mred",
  "b\n::error file=x::owned",
  "c%0A::error::owned",
  "d<script>alert(1)</script>",
  "=cmd|'/c calc'!A0",
  "::error::owned",
  "##vso[task.setvariable variable=x]y",
  "e\u202egnp.exe",
  "@everyone",
  "__proto__",
  "constructor",
];

const flag = (key: string): object => ({
  ...booleanFlag(
    { served: { on: 100 }, since: "2025-06-01" },
    { owner: key, created: "2025-05-01", expires: key },
  ),
  description: key,
});

/** Written by hand, because an object literal's `__proto__` is no key. */
const registry = `{"registryVersion":1,"flags":{${hostile
  .map((key) => `${JSON.stringify(key)}:${JSON.stringify(flag(key))}`)
  .join(",")}}}`;

const files = {
  "package.json": "{}",
  "halyard.config.json": '{ "registry": "flags.json" }',
  "flags.json": registry,
  "src/a.ts": sourceOf(...hostile.slice(4)),
  "src/b.ts": sourceOf("hostyle-one", "::error::unknown"),
};

const calls: readonly (readonly string[])[] = [
  ...formatNames.map((name) => ["check", "--format", name]),
  ...["table", "json", "markdown", "csv"].map((name) => ["list", "--format", name]),
  ["index"],
  ["index", "--format", "json", "--details"],
  ...hostile.map((key) => ["explain", "--", key]),
];

test.each(calls)(
  "%s %s %s: nothing that a registry says reaches a terminal or a build",
  async (...args) => {
    const workspace = createWorkspace(files);
    const { code, stdout, stderr } = await workspace.halyard(...today, ...args);
    expect(stderr).not.toContain("internal error");
    expect([0, 1, 2]).toContain(code);
    expect((stdout + stderr).replaceAll(/\r?\n/g, "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    const isGitHub = args.includes("github");
    const commands = (stdout + stderr).split("\n").filter((line) => /^\s*::/.test(line));
    for (const line of commands) expect(line).toMatch(/^::(?:error|warning) file=[\w./]+,/);
    expect(commands.length > 0).toBe(isGitHub);
    expect(stdout + stderr).not.toMatch(/##[a-z]*\[/);
    if (args.includes("junit")) expect(stdout).not.toContain("<script");
  },
);
