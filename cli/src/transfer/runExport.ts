import type { Registry } from "@halyard/core";
import { suggestion } from "../arguments/suggestion.js";
import type { Arguments, ExitCode, Outcome } from "../command.js";
import { exitCodes, failure, success } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { problemLines } from "../workspace/problemLines.js";
import { exportNames } from "./exportNames.js";
import { flagdText } from "./flagdText.js";
import type { Exported } from "./flagdText.js";
import { openfeatureText } from "./openfeatureText.js";

/** Runs `halyard export`. What the other format cannot say goes to standard error; broken input is exit code 2. */
export async function runExport(args: Arguments, session: Session): Promise<ExitCode> {
  const format = await formatOf(args);
  if (!format.ok) return fail(session, format.message);
  const opened = await openAnalysis(args, session);
  if (!opened.ok) return fail(session, opened.message);
  const { registries } = opened.value.analysis;
  const problems = registries.flatMap((one) => one.problems);
  for (const line of problemLines(problems, session.errorTerminal)) session.log(`${line}\n`);
  if (problems.some(({ severity }) => severity === "error")) return exitCodes.failure;
  const registry = await registryOf(registries, args.text("registry"));
  if (!registry.ok) return fail(session, registry.message);
  const exported = await textOf(format.value, registry.value, args.text("environment"));
  if (!exported.ok) return fail(session, exported.message);
  if (!args.has("quiet")) {
    for (const gap of exported.value.gaps) session.log(`${inert(gap)}\n`);
  }
  session.write(exported.value.text);
  return exitCodes.clean;
}

type ExportName = (typeof exportNames)[number];

async function formatOf({ positionals: [name] }: Arguments): Promise<Outcome<ExportName>> {
  const known = exportNames.join(", ");
  if (name === undefined) return failure(`Name a format: ${known}.`);
  const format = exportNames.find((one) => one === name);
  if (format !== undefined) return success(format);
  const hint = await suggestion(name, [...exportNames]);
  return failure(`"${inert(name)}" is no format to export.${hint} Formats: ${known}.`);
}

async function registryOf(
  registries: readonly Registry[],
  wanted: string | undefined,
): Promise<Outcome<Registry>> {
  const paths = registries.map(({ path }) => path);
  const [first, ...others] = registries;
  if (first === undefined) return failure("There is no registry to export; run `halyard init`.");
  if (wanted === undefined) {
    if (others.length === 0) return success(first);
    return failure(
      `There are several registries; name one with --registry: ${paths.map(inert).join(", ")}.`,
    );
  }
  const found = registries.find(({ path }) => path === wanted);
  if (found !== undefined) return success(found);
  const hint = await suggestion(wanted, paths);
  return failure(
    `--registry: "${inert(wanted)}" is no registry.${hint} Registries: ${paths.map(inert).join(", ")}.`,
  );
}

async function textOf(
  format: ExportName,
  registry: Registry,
  environment: string | undefined,
): Promise<Outcome<Exported>> {
  const names = new Set(
    [...registry.flags.values()].flatMap((flag) => [...flag.environments.keys()]),
  );
  if (environment !== undefined && names.size > 0 && !names.has(environment)) {
    const hint = await suggestion(environment, [...names]);
    return failure(
      `--environment: no flag has the environment "${inert(environment)}".${hint} Environments: ${[...names].map(inert).join(", ")}.`,
    );
  }
  if (format === "openfeature") return success(openfeatureText(registry, environment));
  if (environment === undefined) {
    return failure("flagd knows one environment per file; name it with --environment.");
  }
  return success(flagdText(registry, environment));
}

function fail(session: Session, message: string): ExitCode {
  session.log(`${message}\n`);
  return exitCodes.failure;
}
