import type { MigrationCandidate } from "../migration/model.js";
import { defineRule, type RelatedPlace } from "./model.js";

type MessageId = "doubleWrite" | "choice" | "wrapper";

/** More places than this make a list that nobody reads. */
const placesShown = 5;

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
        'This writes to `{{new}}` what `{{old}}` gets as well{{gate}}{{more}}, but no registry declares the migration; declare it (say, as "{{migration}}"), so that its stages are watched.',
      choice:
        'Flag "{{flag}}" chooses between `{{old}}` and `{{new}}`{{more}}, but no registry declares the migration; declare it (say, as "{{migration}}"), so that its stages are watched.',
      wrapper:
        'No registry declares the migration whose old and new side `{{wrapper}}` runs{{more}}; declare it (say, as "{{migration}}"), so that its stages are watched.',
    },
  },
  check(context) {
    // Without a registry there is nowhere to declare anything.
    if (context.registries.length === 0) return;
    for (const candidate of context.migrations().candidates) {
      const { kind, place, flagKey, old, new: next, suggestedId, inside } = candidate;
      if (context.registryFor(place.path) === undefined) continue;
      const isWrapper = kind === "wrapper";
      const written = context.textOf(place);
      context.report({
        messageId: kind === "dual-write" ? "doubleWrite" : kind,
        data: {
          migration: suggestedId,
          gate: flagKey === undefined ? "" : ` behind flag "${flagKey}"`,
          flag: flagKey ?? "",
          more: moreWords(candidate),
          old: old.text,
          new: next.text,
          wrapper: isWrapper ? wrapperName(written, inside.name, candidate) : "",
        },
        place: isWrapper ? { path: place.path, span: firstWord(place.span, written) } : place,
        ...(flagKey !== undefined && { flagKey }),
        related: relatedTo(candidate),
      });
    }
  },
});

/** ` (and in 4 more places)`, where there are any. */
function moreWords({ others }: MigrationCandidate): string {
  if (others.length === 0) return "";
  const count = String(others.length);
  return ` (and in ${count} more ${others.length === 1 ? "place" : "places"})`;
}

function relatedTo({ kind, twin, others }: MigrationCandidate): RelatedPlace[] {
  const message = kind === "choice" ? "The old side is here." : "The same data is written here.";
  return [
    ...(twin === undefined ? [] : [{ ...twin, message }]),
    ...others.slice(0, placesShown).map((one) => ({ ...one, message: "The move goes on here." })),
  ];
}

/** The function that runs both sides: the one that is called, or the one that is handed them. */
function wrapperName(
  written: string | undefined,
  inside: string,
  { old }: MigrationCandidate,
): string {
  const callee = written?.split("(")[0]?.trim() ?? "";
  return written?.includes(old.text) === true && callee !== "" ? callee : inside || callee;
}

/** The callee alone: a wrapper's call may be pages long. */
function firstWord(
  span: { readonly start: number; readonly end: number },
  text: string | undefined,
): { start: number; end: number } {
  const length = text?.indexOf("(") ?? -1;
  return length <= 0 ? span : { start: span.start, end: span.start + length };
}
