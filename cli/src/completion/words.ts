import type { Command } from "../command.js";

/** What a shell may offer for one command. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly positionals: readonly string[];
  readonly options: readonly OptionWords[];
}

/** What a shell may offer for one option. */
export interface OptionWords {
  readonly name: string;
  readonly short: string | undefined;
  readonly summary: string;
  readonly takesValue: boolean;
  /** Empty where the value is free: then file names are offered. */
  readonly choices: readonly string[];
}

/** The command table as completion scripts need it. */
export function completionWords(commands: readonly Command[]): CommandWords[] {
  return commands.map(({ name, summary, options, positionalChoices }) => ({
    name,
    summary,
    positionals: positionalChoices ?? [],
    options: Object.entries(options)
      .filter(([, spec]) => spec.aliasOf === undefined)
      .map(([option, spec]) => ({
        name: option,
        short: spec.short,
        summary: spec.summary,
        takesValue: spec.type === "string",
        choices: spec.choices ?? [],
      })),
  }));
}

/** A text in single quotes for a POSIX shell or fish. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
