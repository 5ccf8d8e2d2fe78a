import type { Session } from "./session.js";

/** What a process may end with: the same as ESLint's, plus 3 for a refused removal. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  failure: 2,
  refused: 3,
  interrupted: 130,
} as const;

/** One of the documented exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One option of a command: the source of parsing, help, completion and the documentation test. */
export interface OptionSpec {
  readonly type: "boolean" | "string";
  /** One letter. */
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: boolean;
  /** What the value is called in help: `FILE`. */
  readonly value?: string;
  /** The values that are allowed; completion offers them. */
  readonly choices?: readonly string[];
  /** The choice may be followed by `=FILE`. */
  readonly choiceTakesFile?: boolean;
  /** The option that this one is another name for; left out of help's list. */
  readonly aliasOf?: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Heading in help. */
  readonly group: string;
}

/** Options by their long name. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The checked arguments of one call. Asking for an option that the command lacks is a bug and throws. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** Whether a boolean option was given. */
  has(option: string): boolean;
  /** The last value of a string option. */
  text(option: string): string | undefined;
  /** Every value of a repeatable option, in order. */
  all(option: string): readonly string[];
}

/** One command of the table in `commandTable.ts`. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Forms after the program's name: `check [options] [paths…]`. */
  readonly usage: readonly string[];
  /** Most positional arguments allowed; Infinity for any number. */
  readonly maxPositionals: number;
  /** The values a first positional argument may have, for completion. */
  readonly positionalChoices?: readonly string[];
  readonly options: OptionTable;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Runs the command; a user's mistake is told through the session and becomes exit code 2. */
  run(args: Arguments, session: Session): Promise<ExitCode>;
}

/** Something a person can do wrong: a value, or a sentence that says what to do. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** A good outcome. */
export function success<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A bad outcome; `message` is one or more sentences. */
export function failure(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
