import { instantOf } from "@halyard/core";
import { blocked, caution, safe } from "../model.js";
import type { Answer, Subject } from "../model.js";
import { listed } from "../words.js";

const dayLength = 86_400_000;

/**
 * Whether anyone still asks the store for the flag: since the removal was deployed, or within the soak time.
 *
 * Some stores count bulk evaluations and some do not; a store that tells nothing proves nothing.
 */
export function checkEvaluated(subject: Subject): Answer {
  const { entry, deployed, productionEnvironments, soakDays, analysis } = subject;
  const states = [...(entry?.flag?.environments ?? [])];
  const from = deployed?.getTime() ?? analysis.now.getTime() - soakDays * dayLength;
  const day = new Date(from).toISOString().slice(0, 10);
  const recent = states.flatMap(([environment, { lastEvaluated }]) => {
    const instant = typeof lastEvaluated === "string" ? instantOf(lastEvaluated) : undefined;
    return instant !== undefined && instant > from ? [{ environment, instant }] : [];
  });
  const production = recent.filter(({ environment }) =>
    productionEnvironments.includes(environment),
  );
  const words = (found: typeof recent): string =>
    listed(
      found.map(
        ({ environment, instant }) =>
          `${environment} on ${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`,
      ),
    );
  if (production.length > 0) {
    const message = `something still asked for it in ${words(production)}, after ${day}: another repository, or an old release`;
    return blocked(message);
  }
  const silent = productionEnvironments.filter((name) => {
    const state = entry?.flag?.environments.get(name);
    return state?.lastEvaluated === undefined;
  });
  if (recent.length > 0) return caution(`it was still asked for in ${words(recent)}`);
  if (silent.length > 0) {
    return caution(`the store does not tell when it was last asked for in ${listed(silent)}`);
  }
  return safe(`nobody has asked the store for it since ${day}`);
}
