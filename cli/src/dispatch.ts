import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArguments } from "./arguments/parseArguments.js";
import { suggestion } from "./arguments/suggestion.js";
import type { Arguments, Command, ExitCode } from "./command.js";
import { exitCodes } from "./command.js";
import { commands, defaultCommand } from "./commandTable.js";
import { commandHelp, programHelp } from "./help.js";
import type { Session } from "./session.js";
import { inert } from "./terminal/inert.js";
import { readVersion } from "./package/version.js";

/** Makes the session of a call, once its directory and colours are known. */
export type SessionFactory = (settings: {
  readonly cwd: string;
  readonly color: boolean | undefined;
}) => Session;

/** Runs one call of the program: finds the command, reads its arguments, answers help and version, or runs it. */
export async function dispatch(
  argv: readonly string[],
  cwd: string,
  createSession: SessionFactory,
): Promise<ExitCode> {
  const early = createSession({ cwd, color: undefined });
  const fail = (message: string): ExitCode => {
    early.log(`${message}\n`);
    return exitCodes.failure;
  };
  const { command, rest, isNamed } = findCommand(argv);
  if (command === undefined) {
    early.write(programHelp(commands, early.terminal));
    return exitCodes.clean;
  }
  const parsed = await parseArguments(command, rest);
  if (!parsed.ok) return fail(parsed.message);
  const args = parsed.value;
  const directory = resolve(cwd, args.text("cwd") ?? ".");
  const session = createSession({ cwd: directory, color: colorChoice(args) });
  if (args.has("version")) {
    session.write(`${readVersion()}\n`);
    return exitCodes.clean;
  }
  if (args.has("help")) {
    const { terminal } = session;
    session.write(isNamed ? commandHelp(command, terminal) : programHelp(commands, terminal));
    return exitCodes.clean;
  }
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return fail(`--cwd: there is no directory "${inert(args.text("cwd") ?? cwd)}".`);
  }
  const mistake = isNamed ? undefined : await misspeltCommand(args, directory);
  return mistake === undefined ? command.run(args, session) : fail(mistake);
}

interface Found {
  /** Undefined for `halyard help` alone. */
  readonly command: Command | undefined;
  readonly rest: readonly string[];
  readonly isNamed: boolean;
}

/** The first word that is not an option or an option's value names the command, if it is one's name. */
function findCommand(argv: readonly string[]): Found {
  const index = firstWord(argv);
  const word = argv[index];
  const rest = argv.filter((_argument, at) => at !== index);
  if (word === "help") {
    const about = findCommand(rest);
    return about.isNamed
      ? { ...about, rest: ["--help"] }
      : { command: undefined, rest, isNamed: false };
  }
  const named = commands.find(({ name }) => name === word);
  return named === undefined
    ? { command: defaultCommand, rest: argv, isNamed: false }
    : { command: named, rest, isNamed: true };
}

function firstWord(argv: readonly string[]): number {
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? "";
    if (argument === "--") return -1;
    if (!argument.startsWith("-") || argument === "-") return index;
    if (takesNextAsValue(argument)) index++;
  }
  return -1;
}

/** Whether an option before the command's name takes the next argument; names mean the same in every command. */
function takesNextAsValue(argument: string): boolean {
  return commands.some(({ options }) =>
    Object.entries(options).some(
      ([name, { type, short }]) =>
        type === "string" &&
        (argument === `--${name}` || (short !== undefined && argument === `-${short}`)),
    ),
  );
}

function colorChoice(args: Arguments): boolean | undefined {
  if (args.has("no-color")) return false;
  return args.has("color") ? true : undefined;
}

/** A single word that is no path was surely meant as a command. */
async function misspeltCommand(args: Arguments, cwd: string): Promise<string | undefined> {
  const [word] = args.positionals;
  if (word === undefined || !/^[a-z-]+$/i.test(word) || existsSync(resolve(cwd, word))) {
    return undefined;
  }
  const names = commands.map(({ name }) => name);
  const hint = await suggestion(word, names);
  return `There is no command, file or directory "${inert(word)}".${hint} Commands: ${names.join(", ")}.`;
}
