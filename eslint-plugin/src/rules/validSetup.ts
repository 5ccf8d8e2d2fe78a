import type { ProblemRecord } from "../service/protocol.js";
import type { FileLookups } from "../workspace/fileLookups.js";
import { createRule, type HalyardRule } from "./createRule.js";
import { locationOf } from "./reportFinding.js";

/** Id of the rule that speaks for Halyard itself. */
export const validSetupId = "valid-setup";

const start = { start: 0, end: 0 };

/**
 * What is wrong with the configuration or a registry: in that file where it is linted, and once in a run, in the first
 * file, what keeps other rules from judging. Without it a broken registry would look like a clean result.
 */
export function validSetup(files: FileLookups): HalyardRule {
  return createRule({
    name: validSetupId,
    meta: {
      type: "problem",
      docs: {
        description: "Require a configuration and registries that Halyard can read",
        category: "setup",
        appearsWithTime: false,
      },
      messages: {
        here: "{{message}}",
        one: "Halyard cannot judge everything: {{message}} ({{place}})",
        many: "Halyard cannot judge everything: {{message}} ({{place}}) `halyard check` tells {{count}} more.",
      },
      schema: [],
    },
    check(context) {
      const { here, elsewhere } = files.problems(context);
      const [first, ...others] = elsewhere;
      if (first === undefined && here.length === 0) return undefined;
      return () => {
        for (const { message, range } of here) {
          const loc = locationOf(context, range ?? start);
          context.report({ messageId: "here", data: { message }, loc });
        }
        if (first === undefined) return;
        const data = { message: first.message, place: placeOf(first), count: others.length };
        const messageId = others.length === 0 ? "one" : "many";
        context.report({ messageId, data, loc: locationOf(context, start) });
      };
    },
  });
}

/** `flags.json:3:5`, as far as it is known. */
function placeOf({ code, path, line, column }: ProblemRecord): string {
  if (path === "") return code;
  return line === undefined ? path : `${path}:${line}:${column ?? 1}`;
}
