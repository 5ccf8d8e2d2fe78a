import type { JsonValue, Rule } from "@halyard/core";
import type { JSONSchema4 } from "@typescript-eslint/utils/json-schema";
import { mendableRules } from "../service/fixRecords.js";
import { removalRule } from "../service/removalRule.js";
import type { FileLookups } from "../workspace/fileLookups.js";
import { createRule, type HalyardRule } from "./createRule.js";
import { commonMessages, reportFinding } from "./reportFinding.js";

/**
 * A rule of the core as a rule of ESLint. It judges nothing itself: it asks for the findings of the file, which are
 * those of the command line, and reports them.
 */
export function adaptRule({ id, meta }: Rule, files: FileLookups): HalyardRule {
  const messages = { ...commonMessages, ...meta.messages };
  const isMendable = mendableRules.has(id);
  return createRule({
    name: id,
    meta: {
      type: meta.category === "lifecycle" ? "suggestion" : "problem",
      docs: {
        description: meta.description,
        category: meta.category,
        appearsWithTime: meta.timeTriggered,
        dialects: ["JavaScript", "TypeScript"],
      },
      ...(isMendable && { fixable: "code" }),
      hasSuggestions: isMendable || id === removalRule,
      messages,
      schema: schemaOf(meta.optionsSchema),
    },
    check(context, options) {
      const findings = files.findings(id, options, context);
      if (findings.length === 0) return undefined;
      return () => {
        for (const finding of findings) reportFinding(context, finding, messages);
      };
    },
  });
}

/**
 * The core's schema is JSON Schema already. Default values are left out: ESLint would fill them in, and what nobody
 * wrote would win over the configuration.
 */
function schemaOf(schema: JsonValue | undefined): JSONSchema4[] {
  if (schema === undefined) return [];
  return [JSON.parse(JSON.stringify(schema, withoutDefault)) as JSONSchema4];
}

function withoutDefault(key: string, value: JsonValue): JsonValue | undefined {
  return key === "default" ? undefined : value;
}
