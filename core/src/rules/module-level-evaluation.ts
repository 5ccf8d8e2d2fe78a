import type { FlagReference, ReferenceKind } from "../reference/model.js";
import { readsInCode } from "./codeReferences.js";
import { defineRule } from "./model.js";

/** Kinds that read the flag at once; a HOC, decorator, route option or selector only says what to ask later. */
const immediateKinds: ReadonlySet<ReferenceKind> = new Set([
  "call",
  "method",
  "function",
  "includes",
  "property",
  "wrapper",
]);

/** A flag that is read once, while its module loads. */
export const moduleLevelEvaluation = defineRule({
  id: "module-level-evaluation",
  meta: {
    description: "Disallow reading a flag while the module loads",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: false,
    messages: {
      moduleLevel:
        'Flag "{{flag}}" is read once, while this module loads, so later changes are never seen; read it inside the function that needs it.',
    },
  },
  check(context) {
    for (const reference of readsInCode(context)) {
      if (!reference.atModuleLevel || !isEvaluatedAtOnce(reference)) continue;
      const { path, span, flagKey } = reference;
      context.report({ messageId: "moduleLevel", place: { path, span }, flagKey });
    }
  },
});

/** A call of unknown result may declare a flag rather than read it; a typed or deciding one does read it. */
function isEvaluatedAtOnce({ kind, valueType, conditions }: FlagReference): boolean {
  return immediateKinds.has(kind) && (valueType !== "unknown" || conditions.length > 0);
}
