import type { KnownNames } from "../../core/src/config/model.js";
import type { Problem } from "../../core/src/text/problem.js";

/** Names that the tests of the configuration take for known. */
export const known: KnownNames = {
  ruleIds: ["expired-flag", "missing-owner", "stale-flag", "unknown-flag"],
  adapterNames: ["launchdarkly-node", "openfeature-server", "unleash-node", "unleash-react"],
};

/** A problem as a person reads it: `line:column code message`. */
export function shown({ line, column, code, message }: Problem): string {
  return line === undefined ? `${code} ${message}` : `${line}:${column} ${code} ${message}`;
}
