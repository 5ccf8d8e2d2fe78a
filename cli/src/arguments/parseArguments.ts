import { parseArgs } from "node:util";
import type { Arguments, Command, OptionSpec, OptionTable, Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";
import { suggestion } from "./suggestion.js";

interface GivenOption {
  readonly name: string;
  /** As written: `--format`, `-f`. */
  readonly rawName: string;
  readonly value: string | undefined;
  readonly isInline: boolean;
}

/** Reads a command's arguments; the first thing wrong with them comes back as a sentence. */
export async function parseArguments(
  command: Command,
  args: readonly string[],
): Promise<Outcome<Arguments>> {
  const { given, positionals } = tokensOf(command.options, args);
  const values = new Map<string, string[]>();
  for (const option of given) {
    const checked = await checkOption(command, option);
    if (!checked.ok) return checked;
    const { name, value } = checked.value;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  if (positionals.length > command.maxPositionals) {
    const extra = positionals[command.maxPositionals] ?? "";
    return failure(`Unexpected argument "${inert(extra)}". ${usageHint(command)}`);
  }
  return success(argumentsFrom(command, positionals, values));
}

function tokensOf(
  options: OptionTable,
  args: readonly string[],
): { given: GivenOption[]; positionals: string[] } {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        short === undefined ? { type } : { type, short },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = tokens.flatMap((token) =>
    token.kind === "option"
      ? {
          name: token.name,
          rawName: token.rawName,
          value: token.value,
          isInline: token.inlineValue === true,
        }
      : [],
  );
  return { given, positionals };
}

async function checkOption(
  command: Command,
  { name, rawName, value, isInline }: GivenOption,
): Promise<Outcome<{ name: string; value: string }>> {
  const spec = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (spec === undefined) return failure(await unknownOption(command, rawName));
  if (spec.type === "boolean") {
    return isInline ? failure(`${rawName} takes no value.`) : success({ name, value: "true" });
  }
  if (value === undefined || value === "") {
    return failure(`${rawName} needs a value: ${rawName} ${spec.value ?? "VALUE"}.`);
  }
  if (!isInline && value.length > 1 && value.startsWith("-")) {
    const inline = `${rawName}=${inert(value)}`;
    return failure(`${rawName} needs a value; if it is to be "${inert(value)}", write ${inline}.`);
  }
  const problem = await wrongChoice(rawName, spec, value);
  return problem === undefined ? success({ name: spec.aliasOf ?? name, value }) : failure(problem);
}

async function wrongChoice(
  rawName: string,
  spec: OptionSpec,
  value: string,
): Promise<string | undefined> {
  const { choices } = spec;
  if (choices === undefined) return undefined;
  const choice = spec.choiceTakesFile === true ? value.replace(/=[\s\S]*$/, "") : value;
  if (choices.includes(choice)) return undefined;
  const hint = await suggestion(choice, choices);
  return `${rawName} cannot be "${inert(choice)}".${hint} It is one of ${choices.join(", ")}.`;
}

async function unknownOption(command: Command, rawName: string): Promise<string> {
  const names = Object.keys(command.options).map((name) => `--${name}`);
  const hint = await suggestion(rawName, names);
  return `Unknown option ${inert(rawName)}.${hint} ${usageHint(command)}`;
}

function usageHint({ name }: Command): string {
  return `Run "halyard ${name} --help" for what it takes.`;
}

function argumentsFrom(
  command: Command,
  positionals: readonly string[],
  values: ReadonlyMap<string, readonly string[]>,
): Arguments {
  const valuesOf = (option: string): readonly string[] => {
    if (!Object.hasOwn(command.options, option)) {
      throw new Error(`${command.name} has no option --${option}`);
    }
    return values.get(option) ?? [];
  };
  return {
    positionals,
    has: (option) => valuesOf(option).length > 0,
    text: (option) => valuesOf(option).at(-1),
    all: valuesOf,
  };
}
