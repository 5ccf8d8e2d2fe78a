import { readsInCode } from "./codeReferences.js";
import { matchesKeyPattern } from "./keyPattern.js";
import { defineRule } from "./model.js";
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
    // Most variables are plain settings: the index has those that a matcher or the registry calls flags.
    for (const { kind, path, span, flagKey } of readsInCode(context)) {
      const id = JSON.stringify([path, flagKey]);
      if (kind !== "env" || seen.has(id)) continue;
      if (allowed.some((pattern) => matchesKeyPattern(pattern, flagKey))) continue;
      seen.add(id);
      context.report({ messageId: "envVar", place: { path, span }, flagKey });
    }
  },
});
