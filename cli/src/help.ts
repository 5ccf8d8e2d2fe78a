import type { Command, OptionSpec } from "./command.js";
import { padEnd, wrap } from "./terminal/layout.js";
import { paintFor } from "./terminal/paint.js";
import type { Terminal } from "./terminal/terminal.js";

const exitCodeLines: readonly (readonly [string, string])[] = [
  ["0", "clean, or done"],
  ["1", "findings: errors, or more warnings than --max-warnings"],
  ["2", "wrong usage or configuration, or an internal error"],
  ["3", "a removal or an archive was refused"],
];

/** Help for the whole program: the commands, how to go on, and the exit codes. */
export function programHelp(commands: readonly Command[], terminal: Terminal): string {
  const paint = paintFor(terminal);
  const names = commands.map(({ name, summary }): [string, string] => [name, summary]);
  return [
    "Halyard keeps feature flags short-lived.",
    "",
    heading("Usage", terminal),
    "  halyard <command> [options]",
    "  halyard [paths…]              the same as halyard check [paths…]",
    "",
    heading("Commands", terminal),
    ...columns(names, terminal),
    "",
    heading("Exit codes", terminal),
    ...columns(exitCodeLines, terminal),
    "",
    paint("dim", 'Run "halyard <command> --help" for a command\'s options and examples.'),
    "",
  ].join("\n");
}

/** Help for one command: usage, options by group, examples. */
export function commandHelp(command: Command, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const summary = wrap(`${command.summary}.`, Math.min(terminal.width, 100));
  const lines = [...summary, "", heading("Usage", terminal)];
  lines.push(...command.usage.map((form) => `  halyard ${form}`), "");
  for (const [group, options] of optionGroups(command)) {
    lines.push(heading(group, terminal));
    lines.push(
      ...columns(
        options.map(([name, spec]) => [optionForm(name, spec), sentenceOf(spec)]),
        terminal,
      ),
    );
    lines.push("");
  }
  lines.push(heading("Examples", terminal));
  for (const { line, does } of command.examples)
    lines.push(`  ${line}`, `      ${paint("dim", does)}`);
  return `${lines.join("\n")}\n`;
}

function heading(title: string, terminal: Terminal): string {
  return paintFor(terminal)("bold", title);
}

function optionGroups(command: Command): Map<string, [string, OptionSpec][]> {
  const groups = new Map<string, [string, OptionSpec][]>();
  for (const [name, spec] of Object.entries(command.options)) {
    if (spec.aliasOf !== undefined) continue;
    groups.set(spec.group, [...(groups.get(spec.group) ?? []), [name, spec]]);
  }
  return groups;
}

function optionForm(name: string, { short, value }: OptionSpec): string {
  const shortForm = short === undefined ? "    " : `-${short}, `;
  return `${shortForm}--${name}${value === undefined ? "" : ` ${value}`}`;
}

function sentenceOf({ summary, choices, multiple }: OptionSpec): string {
  const list = choices === undefined ? "" : `: ${choices.join(", ")}`;
  return `${summary}${list}${multiple === true ? " (repeatable)" : ""}`;
}

function columns(rows: readonly (readonly [string, string])[], terminal: Terminal): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  const room = Math.max(30, Math.min(terminal.width, 100) - width - 4);
  return rows.flatMap(([left, right]) =>
    wrap(right, room).map((line, index) => `  ${padEnd(index === 0 ? left : "", width)}  ${line}`),
  );
}
