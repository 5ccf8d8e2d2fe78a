import type { Severity } from "@halyard/core";
import type { Arguments, Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";
import { suggestion } from "../arguments/suggestion.js";

/** One output of a run: a format, to a file or to standard output. */
export interface OutputTarget {
  readonly format: string;
  /** As the user wrote it; absent for standard output. */
  readonly file?: string;
}

/** What `check` was asked for, checked. */
export interface CheckOptions {
  readonly outputs: readonly OutputTarget[];
  /** Infinity where there is no limit. */
  readonly maxWarnings: number;
  readonly severities: ReadonlyMap<string, Severity>;
}

/** Reads the options of `check`; `ruleIds` are the rules there are. */
export async function readCheckOptions(
  args: Arguments,
  ruleIds: readonly string[],
): Promise<Outcome<CheckOptions>> {
  const conflict = conflictOf(args);
  if (conflict !== undefined) return failure(conflict);
  const outputs = readOutputs(args);
  if (!outputs.ok) return outputs;
  const severities = await readSeverities(args.all("rule"), ruleIds);
  if (!severities.ok) return severities;
  for (const ruleId of args.all("suppress-rule")) {
    if (!ruleIds.includes(ruleId)) {
      return failure(await unknownRule("--suppress-rule", ruleId, ruleIds));
    }
  }
  const maximum = args.text("max-warnings");
  if (maximum !== undefined && !/^\d{1,9}$/.test(maximum)) {
    return failure(`--max-warnings cannot be "${inert(maximum)}": write a number, 0 or more.`);
  }
  return success({
    outputs: outputs.value,
    severities: severities.value,
    maxWarnings: maximum === undefined ? Number.POSITIVE_INFINITY : Number(maximum),
  });
}

const exclusive = ["suppress-all", "suppress-rule", "prune-suppressions"] as const;

function conflictOf(args: Arguments): string | undefined {
  const given = exclusive.filter((name) => args.has(name));
  const [first, second] = given;
  if (first === undefined) return undefined;
  if (second !== undefined) return `--${first} and --${second} cannot be used together.`;
  // Both look at part of the findings, while the suppressions file counts all of a file's.
  return args.has("since") ? `--${first} and --since cannot be used together.` : undefined;
}

function readOutputs(args: Arguments): Outcome<OutputTarget[]> {
  const written = args.all("format");
  const outputs = (written.length === 0 ? ["stylish"] : written).map((text): OutputTarget => {
    const at = text.indexOf("=");
    return at === -1 ? { format: text } : { format: text.slice(0, at), file: text.slice(at + 1) };
  });
  if (outputs.some(({ file }) => file === "")) {
    return failure(
      "--format needs a file name after the equals sign, as in --format sarif=out.sarif.",
    );
  }
  const toStdout = outputs.filter(({ file }) => file === undefined);
  if (toStdout.length > 1) {
    const names = toStdout.map(({ format }) => format).join(" and ");
    return failure(
      `Only one format can go to standard output, not ${names}: write --format FORMAT=FILE.`,
    );
  }
  const file = args.text("output-file");
  if (file === undefined) return success(outputs);
  if (toStdout.length === 0) {
    return failure("--output-file has nothing to write: every --format names a file of its own.");
  }
  return success(
    outputs.map((output) => (output.file === undefined ? { ...output, file } : output)),
  );
}

async function readSeverities(
  settings: readonly string[],
  ruleIds: readonly string[],
): Promise<Outcome<Map<string, Severity>>> {
  const severities = new Map<string, Severity>();
  for (const setting of settings) {
    const [, ruleId = "", level = ""] = /^([^:]*):([^:]*)$/.exec(setting) ?? [];
    if (level !== "off" && level !== "warn" && level !== "error") {
      return failure(
        `--rule cannot be "${inert(setting)}": write ID:off, ID:warn or ID:error, as in --rule stale-flag:error.`,
      );
    }
    if (!ruleIds.includes(ruleId)) return failure(await unknownRule("--rule", ruleId, ruleIds));
    severities.set(ruleId, level);
  }
  return success(severities);
}

async function unknownRule(
  option: string,
  ruleId: string,
  ruleIds: readonly string[],
): Promise<string> {
  const hint = await suggestion(ruleId, ruleIds);
  return `${option}: there is no rule "${inert(ruleId)}".${hint} Rules: ${ruleIds.join(", ")}.`;
}
