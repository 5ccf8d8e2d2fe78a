import type { JsonValue } from "../../text/json.js";
import type { RemovalProject } from "../plan/project.js";

/**
 * The winning value as set-ups of tests write it: environment variables are strings, so that a flag that only they
 * hold is set to `"true"`, not to `true`.
 */
export function winnerInTests({ input }: RemovalProject): JsonValue {
  const { references, winningValue } = input;
  const reads = references.filter(({ access }) => access === "read");
  const isEnvironment = reads.length > 0 && reads.every(({ kind }) => kind === "env");
  return isEnvironment && typeof winningValue !== "string"
    ? JSON.stringify(winningValue)
    : winningValue;
}
