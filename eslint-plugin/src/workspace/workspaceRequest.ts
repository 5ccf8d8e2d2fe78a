import { resolve } from "node:path";
import type { WorkspaceRequest } from "../service/protocol.js";

/** Environment variable that pins the date for a whole run: `HALYARD_NOW=2026-03-31 eslint .` */
const nowVariable = "HALYARD_NOW";

/** What is to be opened for these settings. Values of the wrong type count as absent. */
export function requestOf(
  settings: unknown,
  workingDirectory: string,
  environment: Readonly<Record<string, string | undefined>>,
): WorkspaceRequest {
  const { cwd, config, now, cache, workers } = recordOf(settings);
  const directory = typeof cwd === "string" ? resolve(workingDirectory, cwd) : workingDirectory;
  const pinned = typeof now === "string" ? now : environment[nowVariable];
  return {
    cwd: directory,
    ...(typeof config === "string" && { config }),
    ...(pinned !== undefined && pinned !== "" && { now: pinned }),
    ...(cache === false && { cache }),
    ...(typeof cache === "string" && { cache: resolve(directory, cache) }),
    ...(typeof workers === "number" && { workers }),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
