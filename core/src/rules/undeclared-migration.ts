import { defineRule } from "./model.js";

type MessageId = "doubleWrite" | "wrapper";

/** Code that moves data from one system to another while no registry knows of it. */
export const undeclaredMigration = defineRule<MessageId>({
  id: "undeclared-migration",
  meta: {
    description: "Require that a double write or a dual-path wrapper is declared as a migration",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "warn",
    timeTriggered: false,
    needs: "flow",
    messages: {
      doubleWrite:
        'This writes to `{{new}}` what `{{old}}` gets as well{{gate}}, but no registry declares the migration; declare it (say, as "{{migration}}"), so that its stages are watched.',
      wrapper:
        'No registry declares the migration whose old and new side `{{wrapper}}` runs; declare it (say, as "{{migration}}"), so that its stages are watched.',
    },
  },
  check(context) {
    // Without a registry there is nowhere to declare anything.
    if (context.registries.length === 0) return;
    for (const candidate of context.migrations().candidates) {
      const { kind, place, twin, flagKey, old, new: next, suggestedId } = candidate;
      if (context.registryFor(place.path) === undefined) continue;
      const gate = flagKey === undefined ? "" : ` behind flag "${flagKey}"`;
      const data = { migration: suggestedId, gate, old: old.text, new: next.text };
      const isWrite = kind === "dual-write";
      context.report({
        messageId: isWrite ? "doubleWrite" : "wrapper",
        data: { ...data, wrapper: context.textOf(place)?.split("(")[0]?.trim() ?? "this call" },
        place: isWrite
          ? place
          : { path: place.path, span: firstWord(place.span, context.textOf(place)) },
        ...(flagKey !== undefined && { flagKey }),
        related: twin === undefined ? [] : [{ ...twin, message: "The same data is written here." }],
      });
    }
  },
});

/** The callee alone: a wrapper's call may be pages long. */
function firstWord(
  span: { readonly start: number; readonly end: number },
  text: string | undefined,
): { start: number; end: number } {
  const length = text?.indexOf("(") ?? -1;
  return length <= 0 ? span : { start: span.start, end: span.start + length };
}
