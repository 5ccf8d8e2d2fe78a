import fc from "fast-check";
import { anyText } from "./anyText.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generalOptions, workspaceOptions } from "../../cli/src/arguments/commonOptions.js";
import { readNow } from "../../cli/src/arguments/readNow.js";
import { commands } from "../../cli/src/commandTable.js";
import { commandHelp } from "../../cli/src/help.js";
import { plainTerminal, terminalOf } from "../../cli/src/terminal/terminal.js";
import { createWorkspace, sampleFiles, today } from "./workspace.js";

const page = readFileSync(join(import.meta.dirname, "../../docs/cli.md"), "utf8");
const names = commands.map(({ name }) => name);

/** The part of the page under a heading, up to the next one of its level. */
function section(heading: string): string {
  const start = page.indexOf(`\n## ${heading}\n`);
  const end = page.indexOf("\n## ", start + 4);
  return start === -1 ? "" : page.slice(start, end === -1 ? undefined : end);
}

test.each(names)("docs/cli.md has %s with every option and no other", (name) => {
  const common = section("Options of every command");
  const own = section(`\`halyard ${name}\``);
  const options = Object.keys(commands.find((command) => command.name === name)?.options ?? {});
  const missing = options.filter((option) => {
    const home = option in workspaceOptions ? common : own;
    return !home.includes(`\`--${option}`);
  });
  expect(missing).toEqual([]);
  const documented = [...own.matchAll(/^\| .*?`--([a-z-]+)/gm)].map(([, option = ""]) => option);
  expect(documented.filter((option) => !options.includes(option))).toEqual([]);
});

test("docs/cli.md has every exit code", () => {
  for (const code of [0, 1, 2, 3, 130]) expect(section("Exit codes")).toContain(`| ${code} `);
});

test("every command takes the general options, and an option means the same everywhere", () => {
  const meanings = new Map<string, string>();
  for (const { options } of commands) {
    expect(Object.keys(options)).toEqual(expect.arrayContaining(Object.keys(generalOptions)));
    for (const [option, { type, short = "" }] of Object.entries(options)) {
      const meaning = `${type} ${short}`;
      expect([option, meanings.get(option) ?? meaning]).toEqual([option, meaning]);
      meanings.set(option, meaning);
    }
  }
});

test.each(names)("help of %s shows every option and fits the page", async (name) => {
  const asked = await createWorkspace({}).halyard(name, "--help");
  const toldByHelp = await createWorkspace({}).halyard("help", name);
  expect([asked.code, toldByHelp.stdout]).toEqual([0, asked.stdout]);
  const command = commands.find((candidate) => candidate.name === name);
  for (const [option, { aliasOf }] of Object.entries(command?.options ?? {})) {
    if (aliasOf === undefined) expect(asked.stdout).toContain(`--${option}`);
  }
  expect(asked.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("help names only what there is", async () => {
  const { stdout } = await createWorkspace({}).halyard("--help");
  for (const name of names) expect(stdout).toContain(`\n  ${name} `);
  const listed = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name]) => name);
  expect(listed).toEqual(names);
});

test("help in the command's own words", () => {
  const list = commands.find(({ name }) => name === "list");
  if (list === undefined) throw new Error("no list");
  expect(commandHelp(list, plainTerminal)).toMatchInlineSnapshot(`
    "List the flags with their verdicts, references and next steps.

    Usage
      halyard list [options]

    Filters
          --type TYPE        Only flags of this type: release, experiment,
                             operational, kill-switch, permission, migration
          --owner OWNER      Only flags of this owner
          --outcome OUTCOME  Only flags with this outcome: rolled-out, rolled-back,
                             soaking, partial, unknown

    Output
      -f, --format FORMAT  How to tell them: table, json, markdown, csv
          --color          Colour the output, terminal or not
          --no-color       Never colour the output
          --quiet          Hide warnings, notes and progress
          --debug          Show stack traces of internal errors
      -h, --help           Show help
      -v, --version        Show the version

    Workspace
          --config FILE  Use this configuration instead of searching upward
          --now DATE     Judge as of this ISO date or date-time (UTC)
          --cwd DIR      Work from this directory

    Speed
          --no-cache            Neither read nor write the index cache
          --cache-location DIR  Keep the index cache here
          --workers N           Parse in N threads; 0 parses in this one
          --stats               Print times, counts, cache hits and memory to stderr

    Examples
      halyard list
          Every flag, those to act on first.
      halyard list --outcome rolled-out
          What production has answered for good.
      halyard list --format csv > flags.csv
          For a spreadsheet.
    "
  `);
});

test.each([
  [
    "an unknown option",
    ["check", "--formt", "json"],
    'Unknown option --formt. Did you mean "--format"?',
  ],
  ["an unknown short option", ["-z"], "Unknown option -z."],
  ["a missing value", ["check", "--format"], "--format needs a value: --format FORMAT[=FILE]."],
  [
    "an option in place of a value",
    ["--config", "--quiet"],
    '--config needs a value; if it is to be "--quiet", write --config=--quiet.',
  ],
  ["a value for a switch", ["--quiet=yes"], "--quiet takes no value."],
  ["a wrong choice", ["-f", "jsn"], '-f cannot be "jsn". Did you mean "json"?'],
  ["an empty file", ["-f", "json="], "--format needs a file name after the equals sign"],
  [
    "two formats for one place",
    ["-f", "json", "-f", "sarif"],
    "Only one format can go to standard output",
  ],
  [
    "an output file for nothing",
    ["-f", "json=a.json", "-o", "b"],
    "--output-file has nothing to write",
  ],
  [
    "an unknown command",
    ["lst"],
    'There is no command, file or directory "lst". Did you mean "list"?',
  ],
  ["an unknown command", ["update"], 'There is no command, file or directory "update".'],
  ["a missing path", ["src/none.ts"], 'There is no file or directory "src/none.ts".'],
  ["a path outside", [".."], '".." is outside of the workspace'],
  ["too many arguments", ["list", "src"], 'Unexpected argument "src".'],
  ["a missing directory", ["--cwd", "none"], '--cwd: there is no directory "none".'],
  ["a bad date", ["--now", "2026-02-30"], '--now cannot be "2026-02-30"'],
  ["a bad number of workers", ["--workers", "many"], '--workers cannot be "many"'],
  ["too many workers", ["--concurrency", "65"], '--workers cannot be "65"'],
  ["a bad limit", ["--max-warnings=-1"], '--max-warnings cannot be "-1"'],
  ["a bad severity", ["--rule", "stale-flag:loud"], '--rule cannot be "stale-flag:loud"'],
  ["a rule without severity", ["--rule", "stale-flag"], '--rule cannot be "stale-flag"'],
  [
    "an unknown rule",
    ["--rule", "stale-flags:off"],
    '--rule: there is no rule "stale-flags". Did you mean "stale-flag"?',
  ],
  [
    "an unknown rule to suppress",
    ["--suppress-rule", "x"],
    '--suppress-rule: there is no rule "x".',
  ],
  ["a missing configuration", ["--config", "none.json"], "none.json"],
  ["a missing shell", ["completion"], "Name a shell. It is one of bash, zsh, fish, pwsh."],
  [
    "an unknown shell",
    ["completion", "bsh"],
    'There is no completion for "bsh". Did you mean "bash"?',
  ],
])("%s is exit code 2 and one clear message", async (_name, args, message) => {
  const needsDay =
    !args.includes("--now") && !["list", "completion", "sync", "lst"].includes(args[0] ?? "");
  const { code, stdout, stderr } = await createWorkspace(sampleFiles).halyard(
    ...(needsDay ? today : []),
    ...args,
  );
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

test("options may stand before the command, and -- ends them", async () => {
  const workspace = createWorkspace(sampleFiles);
  const before = await workspace.halyard(...today, "--format", "json", "list");
  expect(before.stdout).toContain('"flags": [');
  const { stderr } = await workspace.halyard("check", ...today, "--", "--help");
  expect(stderr).toBe('There is no file or directory "--help".\n');
});

test.each([
  ["2026-03-31", "2026-03-31T00:00:00.000Z"],
  ["2026-03-31T12:30", "2026-03-31T12:30:00.000Z"],
  ["2026-03-31T12:30:15.5Z", "2026-03-31T12:30:15.500Z"],
  ["2026-03-31T01:00:00+02:00", "2026-03-30T23:00:00.000Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
])("--now %s is %s", (text, expected) => {
  const now = readNow(text);
  expect(now.ok ? now.value.toISOString() : now.message).toBe(expected);
});

test("--now takes every real day and no other text", () => {
  const day = fc.date({
    min: new Date("1970-01-01"),
    max: new Date("2999-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, anyText, (date, text) => {
      const iso = date.toISOString().slice(0, 10);
      const now = readNow(iso);
      expect(now.ok && now.value.toISOString().slice(0, 10)).toBe(iso);
      expect(readNow(iso + text).ok).toBe(text === "");
    }),
    { seed: 2 },
  );
  for (const wrong of ["2025-02-29", "2026-13-01", "2026-3-1", "today", "2026-01-01T25:00"]) {
    expect([wrong, readNow(wrong).ok]).toEqual([wrong, false]);
  }
});

test.each([
  ["a terminal", { isTTY: true }, {}, undefined, true],
  ["no terminal", {}, {}, undefined, false],
  ["NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }, undefined, false],
  ["an empty NO_COLOR", { isTTY: true }, { NO_COLOR: "" }, undefined, true],
  ["FORCE_COLOR", {}, { FORCE_COLOR: "1" }, undefined, true],
  ["FORCE_COLOR=0", { isTTY: true }, { FORCE_COLOR: "0" }, undefined, false],
  ["NO_COLOR and FORCE_COLOR", {}, { NO_COLOR: "1", FORCE_COLOR: "1" }, undefined, false],
  ["a dumb terminal", { isTTY: true }, { TERM: "dumb" }, undefined, false],
  ["--color", {}, { NO_COLOR: "1" }, true, true],
  ["--no-color", { isTTY: true }, { FORCE_COLOR: "1" }, false, false],
])("colour with %s", (_name, stream, env, choice, expected) => {
  expect(terminalOf(stream, env, choice).color).toBe(expected);
});
