import type { FlagReference } from "../reference/model.js";
import { readsInCode } from "./codeReferences.js";
import { matchesKeyPattern } from "./keyPattern.js";
import { defineRule, type RuleContext } from "./model.js";
import { stringsOption } from "./options.js";

/** A flag that lives in an environment variable, which a running process never reads anew. */
export const envVarToggle = defineRule({
  id: "env-var-toggle",
  meta: {
    description: "Disallow reading a flag from an environment variable",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: false,
    optionsSchema: {
      type: "object",
      properties: {
        allow: {
          type: "array",
          items: { type: "string" },
          description: "Patterns of variables that may stay (`CI_*`).",
        },
      },
      additionalProperties: false,
    },
    messages: {
      envVar:
        'Flag "{{flag}}" is read from an environment variable, so changing it or rolling back needs a restart; read it from the flag store instead.',
    },
  },
  check(context) {
    const allowed = stringsOption(context.options, "allow");
    const seen = new Set<string>();
    for (const reference of readsInCode(context)) {
      const { path, span, flagKey } = reference;
      const id = JSON.stringify([path, flagKey]);
      if (!isEnvFlag(context, reference) || seen.has(id)) continue;
      if (allowed.some((pattern) => matchesKeyPattern(pattern, flagKey))) continue;
      seen.add(id);
      context.report({ messageId: "envVar", place: { path, span }, flagKey });
    }
  },
});

/**
 * Most variables are plain settings, and one may look like a flag by its name alone (`FEATURE_FLAGS_URL`): only the
 * registry, or a matcher of the team's own, makes one a flag.
 */
function isEnvFlag(context: RuleContext, { kind, matcher, flagKey, path }: FlagReference): boolean {
  if (kind !== "env") return false;
  return matcher.startsWith("config/") || context.flagFor(flagKey, path) !== undefined;
}
