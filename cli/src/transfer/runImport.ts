import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Flag, JsonValue, Problem, RegistryContent, RegistryFile } from "@halyard/core";
import { commonValueType, compareText, flagJson } from "@halyard/core";
import { storeFormats } from "@halyard/stores/formats";
import { readNow } from "../arguments/readNow.js";
import { suggestion } from "../arguments/suggestion.js";
import type { Arguments, ExitCode, Outcome } from "../command.js";
import { exitCodes, failure, success } from "../command.js";
import { reasonOf } from "../output/writeAtomically.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { importNames } from "./importNames.js";
import { problemLines } from "../workspace/problemLines.js";

/** The largest export that is read, in bytes: a hundred times what ten thousand flags need. */
const largestFile = 256 * 1024 * 1024;

/** The name under which the states of a payload that names no environment are written. */
const usualEnvironment = "production";

/** Runs `halyard import`: the registry on standard output, or nothing and exit code 2 for bad input. */
export async function runImport(args: Arguments, session: Session): Promise<ExitCode> {
  const read = await readContent(args, session);
  if (!read.ok) {
    session.log(`${read.message}\n`);
    return exitCodes.failure;
  }
  const { problems, flags } = read.value;
  const isBroken = problems.some(isError);
  const told = args.has("quiet") ? problems.filter(isError) : problems;
  for (const line of problemLines(told, session.errorTerminal)) session.log(`${line}\n`);
  if (isBroken) return exitCodes.failure;
  if (flags.size === 0) {
    session.log("There are no flags in it; is this the right format?\n");
    return exitCodes.failure;
  }
  const environment = args.text("environment") ?? usualEnvironment;
  const isNameless = [...flags.values()].some(({ base }) => base !== undefined);
  if (isNameless && !args.has("quiet")) {
    session.log(
      `The file names no environment; its states are written as "${inert(environment)}" (--environment names another).\n`,
    );
  }
  session.write(registryText(flags, environment));
  return exitCodes.clean;
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}

async function readContent(args: Arguments, session: Session): Promise<Outcome<RegistryContent>> {
  const [name, ...paths] = args.positionals;
  if (name === undefined) return failure(`Name a format: ${importNames.join(", ")}.`);
  const format = storeFormats.get(name);
  if (format === undefined) {
    const hint = await suggestion(name, [...importNames]);
    return failure(
      `"${inert(name)}" is no format to import.${hint} Formats: ${importNames.join(", ")}.`,
    );
  }
  if (paths.length === 0) return failure(`Name the file to import: halyard import ${name} FILE.`);
  if (paths.length > 1 && !format.joinsFiles) {
    return failure(`The format ${name} has one file; import the others on their own.`);
  }
  const nowText = args.text("now");
  const now = nowText === undefined ? success(session.clock()) : readNow(nowText);
  if (!now.ok) return now;
  const files: RegistryFile[] = [];
  for (const path of paths) {
    const file = readFile(path, session.cwd);
    if (!file.ok) return file;
    files.push(file.value);
  }
  const environment = args.text("environment");
  return success(
    format.parse(files, { now: now.value, ...(environment !== undefined && { environment }) }),
  );
}

function readFile(path: string, cwd: string): Outcome<RegistryFile> {
  try {
    const absolute = resolve(cwd, path);
    const { size } = statSync(absolute);
    if (size > largestFile) {
      return failure(`${inert(path)} has ${size} bytes; at most ${largestFile} are read.`);
    }
    return success({ path, text: readFileSync(absolute, "utf8") });
  } catch (error) {
    return failure(`Cannot read ${inert(path)}: ${reasonOf(error)}.`);
  }
}

function registryText(flags: ReadonlyMap<string, Flag>, environment: string): string {
  const entries = [...flags.values()]
    .sort((a, b) => compareText(a.key, b.key))
    .map((flag) => [flag.key, flagJson(writable(flag, environment))] as const);
  const registry = { registryVersion: 1, flags: Object.fromEntries(entries) };
  return `${JSON.stringify(registry, null, 2)}\n`;
}

/**
 * The flag as a registry can hold it: states have an environment's name, and variants one type. Those of mixed types
 * are left out, which costs their values and no verdict.
 */
function writable(flag: Flag, environment: string): Flag {
  const { base, ...rest } = flag;
  const isMixed = commonValueType(flag.variants.values()) === undefined;
  const variants = isMixed ? new Map<string, JsonValue>() : flag.variants;
  if (base === undefined || flag.environments.size > 0) return { ...rest, variants };
  return { ...rest, variants, environments: new Map([[environment, base]]) };
}
