import type { Migration, Seam } from "../migration/model.js";
import { defineRule, type RuleContext } from "./model.js";
import { containsSpan, type Place } from "../text/span.js";
import { callName, declaredAt, isDue, isOver, memberPlace, namesOf } from "./migrationState.js";

type MessageId = "newFirst" | "canThrow" | "adrift";

/** A place where a failing new system can hurt the old one. */
export const unsafeSeam = defineRule<MessageId>({
  id: "unsafe-seam",
  meta: {
    description: "Require that a failing new system cannot hurt the old one beside it",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "warn",
    timeTriggered: false,
    needs: "flow",
    messages: {
      newFirst:
        'Migration "{{migration}}" reaches {{new}} (`{{call}}`) before {{old}}: when it fails or hangs, {{old}} is never reached; move it after the old call and out of its way.',
      canThrow:
        'In migration "{{migration}}", `{{owner}}` waits for {{new}} (`{{call}}`) and fails with it; catch and report the failure, or hand the call to a queue or job.',
      adrift:
        'In migration "{{migration}}", nobody waits for {{new}} (`{{call}}`) and nobody catches its failure, which can end the process; add a catch that reports it.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      if (!isOver(migration)) checkMigration(context, migration);
    }
  },
});

function checkMigration(context: RuleContext<MessageId>, migration: Migration): void {
  const seen = new Set<string>();
  const isServedByNew = isDue(migration);
  for (const seam of migration.seams) {
    // Once the new system answers everyone, waiting for its answer is what reading means.
    const isMoved = seam.operation === "read" && isServedByNew;
    const isJudged = !isMoved && !isWrapped(seam, migration) && isBesideOld(seam);
    const messageId = isJudged ? faultOf(seam) : undefined;
    const place = placeOf(seam);
    const key = JSON.stringify(place);
    if (messageId === undefined || seen.has(key)) continue;
    seen.add(key);
    const { inside } = seam;
    context.report({
      messageId,
      data: {
        ...namesOf(migration),
        call: callName(seam.new),
        owner: inside.name === "" || inside.name === "(module)" ? "the module" : inside.name,
      },
      place,
      related: [
        { ...seam.oldSite, message: `${migration.old.name} is used here.` },
        declaredAt(migration),
      ],
    });
  }
}

/** Both run for the product in one go: a double write, or a read that is only compared. */
function isBesideOld({ exclusive, old, new: next, operation }: Seam): boolean {
  if (exclusive || old.purpose !== "serve") return false;
  return operation === "write" ? next.purpose === "serve" : next.purpose === "shadow";
}

/** What a wrapper does with the sides that it takes is the wrapper's business. */
function isWrapped(seam: Seam, { wrappers }: Migration): boolean {
  const { path, span } = seam.new.place;
  return wrappers.some(({ place }) => place.path === path && containsSpan(place.span, span));
}

function faultOf({ isolation, newFirst }: Seam): MessageId | undefined {
  const { awaited, caught, enqueued } = isolation;
  if (enqueued) return undefined;
  if (newFirst && (awaited || !caught)) return caught ? undefined : "newFirst";
  if (caught) return undefined;
  return awaited ? "canThrow" : "adrift";
}

function placeOf(seam: Seam): Place {
  return seam.new.owner.id === seam.inside.id ? memberPlace(seam.new) : seam.newSite;
}
