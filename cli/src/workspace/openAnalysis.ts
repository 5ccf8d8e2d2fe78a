import { resolve } from "node:path";
import type { Severity } from "@halyard/core";
import type { OpenOptions, Workspace } from "@halyard/core/node";
import { readNow } from "../arguments/readNow.js";
import type { Arguments, Outcome } from "../command.js";
import { failure, success } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { problemLines } from "./problemLines.js";
import { createProgress } from "./progress.js";
import { statsText } from "./statsText.js";

/** An opened workspace with the moment it is judged at. */
export interface OpenedWorkspace extends Workspace {
  readonly now: Date;
}

/**
 * Opens the workspace as the common options say, with progress, and with statistics where asked for.
 *
 * What stops it (a bad option, a broken configuration) comes back as the text to show.
 */
export async function openAnalysis(
  args: Arguments,
  session: Session,
  severities?: ReadonlyMap<string, Severity>,
): Promise<Outcome<OpenedWorkspace>> {
  const read = readOpenOptions(args, session);
  if (!read.ok) return read;
  const options = severities === undefined ? read.value : { ...read.value, severities };
  const progress = createProgress(session, args.has("quiet"));
  const { openWorkspace } = await import("@halyard/core/node");
  const { storeFormats } = await import("@halyard/stores/formats");
  const started = performance.now();
  const result = await openWorkspace({
    ...options,
    formats: storeFormats,
    onProgress: progress.show,
  });
  progress.clear();
  if (!result.ok) return failure(problemLines(result.problems, session.errorTerminal).join("\n"));
  const { workspace } = result;
  if (args.has("stats")) session.log(statsText(workspace.stats, performance.now() - started));
  return success({ ...workspace, now: options.now });
}

function readOpenOptions(args: Arguments, session: Session): Outcome<OpenOptions> {
  const nowText = args.text("now");
  const now = nowText === undefined ? success(session.clock()) : readNow(nowText);
  if (!now.ok) return now;
  const workers = readWorkers(args.text("workers"));
  if (!workers.ok) return workers;
  const config = args.text("config");
  const cacheLocation = args.text("cache-location");
  const cache = args.has("no-cache")
    ? false
    : cacheLocation === undefined
      ? undefined
      : resolve(session.cwd, cacheLocation);
  return success({
    cwd: session.cwd,
    now: now.value,
    ...(config !== undefined && { configPath: config }),
    ...(cache !== undefined && { cache }),
    ...(workers.value !== undefined && { workers: workers.value }),
  });
}

const mostWorkers = 64;

function readWorkers(text: string | undefined): Outcome<number | undefined> {
  if (text === undefined) return success(undefined);
  const count = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return count <= mostWorkers
    ? success(count)
    : failure(`--workers cannot be "${inert(text)}": write a number from 0 to ${mostWorkers}.`);
}
