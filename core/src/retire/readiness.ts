import type { Migration } from "../migration/model.js";
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
  const refusals: StepRefusal[] = [];
  const decides = migration.flags.some(({ role }) => /^(?:read|write|stages)$/u.test(role));
  if (!decides) {
    const message =
      "The migration names neither `write` and `read` nor `staged`, so that nothing says that production runs on the new system; name its flags.";
    const { path, keySpan } = migration.definition;
    refusals.push({ code: "verdict-not-constant", message, place: { path, span: keySpan } });
  }
  for (const { flagKey, flag, value } of outline.flags) {
    if (flag !== undefined && value !== undefined) continue;
    const message =
      flag === undefined
        ? `The registry has no flag \`${flagKey}\`; declare it, or correct the migration.`
        : `No single variant of \`${flagKey}\` is left when the migration is over; name it as its \`keepVariant\`.`;
    refusals.push({ code: "no-winning-value", message, ...placeOf(flag) });
  }
  for (const { role, flag, flagKey, variant, stageOf } of migration.flags) {
    if (flag === undefined || !outline.flags.some((one) => one.flagKey === flagKey)) continue;
    const verdict = verdictOf(flag);
    if (role === "read" || role === "write") {
      if (verdict.outcome === "rolled-out" && verdict.winningVariant === variant) continue;
      const message = `\`${flagKey}\` does not serve \`${variant ?? ""}\` to all of production yet: ${verdict.reason}`;
      refusals.push({ code: "verdict-not-constant", message: sentence(message), ...placeOf(flag) });
    } else if (role === "stages") {
      const final = [...stageOf].find(([, stage]) => stage === "complete")?.[0];
      if (verdict.outcome === "rolled-out" && verdict.winningVariant === final) continue;
      const message = `\`${flagKey}\` does not serve \`${final ?? "complete"}\` to all of production yet: ${verdict.reason}`;
      refusals.push({ code: "verdict-not-constant", message: sentence(message), ...placeOf(flag) });
    } else if (role === "kill-switch" && verdict.winningVariant === variant) {
      const message = `The kill switch \`${flagKey}\` stops the new system in production; turn it off and let the new system catch up first.`;
      refusals.push({ code: "verdict-not-constant", message, ...placeOf(flag) });
    }
  }
  return refusals;
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
