import type { Migration, MigrationFlag } from "../migration/model.js";
import type { StepRefusal } from "../removal/systems/model.js";
import type { FlagVerdict } from "../verdict/model.js";
import type { Flag } from "../registry/model.js";
import type { StepOutline } from "./steps.js";

/** What the registry and production say against a step: flags that nobody has decided, a kill switch that is on. */
export function unreadiness(
  migration: Pick<Migration, "flags" | "definition">,
  outline: StepOutline,
  verdictOf: (flag: Flag) => FlagVerdict,
): StepRefusal[] {
  const known = outline.flags.flatMap((one) => unvalued(one));
  const undecided = migration.flags.flatMap((one): StepRefusal[] => {
    if (one.flag === undefined) return [];
    const isAsked = outline.flags.some(({ flagKey }) => flagKey === one.flagKey);
    return isAsked ? undecidedBy(one, one.flag, verdictOf(one.flag)) : [];
  });
  return [...flagless(migration), ...known, ...undecided];
}

/** A migration whose flags are not named: production may run on either system. */
function flagless({ flags, definition }: Pick<Migration, "flags" | "definition">): StepRefusal[] {
  if (flags.some(({ role }) => /^(?:read|write|stages)$/u.test(role))) return [];
  const message =
    "The migration names neither `write` and `read` nor `staged`, so that nothing says that production runs on the new system; name its flags.";
  const { path, keySpan } = definition;
  return [{ code: "verdict-not-constant", message, place: { path, span: keySpan } }];
}

/** A flag of the step that is left without the one value that its reads become. */
function unvalued({ flagKey, flag, value }: StepOutline["flags"][number]): StepRefusal[] {
  if (flag !== undefined && value !== undefined) return [];
  const message =
    flag === undefined
      ? `The registry has no flag \`${flagKey}\`; declare it, or correct the migration.`
      : `No single variant of \`${flagKey}\` is left when the migration is over; name it as its \`keepVariant\`.`;
  return [{ code: "no-winning-value", message, ...placeOf(flag) }];
}

/** A flag that does not yet give all of production what it ends at, or a kill switch that is on. */
function undecidedBy(
  { role, flagKey, variant, stageOf }: MigrationFlag,
  flag: Flag,
  { outcome, winningVariant, reason }: FlagVerdict,
): StepRefusal[] {
  const refusal = (message: string): StepRefusal[] => [
    { code: "verdict-not-constant", message: sentence(message), ...placeOf(flag) },
  ];
  if (role === "kill-switch") {
    return winningVariant === variant
      ? refusal(
          `The kill switch \`${flagKey}\` stops the new system in production; turn it off and let the new system catch up first.`,
        )
      : [];
  }
  if (role === "shadow") return [];
  const last =
    role === "stages" ? [...stageOf].find(([, stage]) => stage === "complete")?.[0] : variant;
  if (outcome === "rolled-out" && winningVariant === last) return [];
  return refusal(
    `\`${flagKey}\` does not serve \`${last ?? "complete"}\` to all of production yet: ${reason}`,
  );
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

function placeOf(flag: Flag | undefined): Pick<StepRefusal, "place"> {
  const [definition] = flag?.definitions ?? [];
  return definition === undefined
    ? {}
    : { place: { path: definition.path, span: definition.keySpan } };
}
