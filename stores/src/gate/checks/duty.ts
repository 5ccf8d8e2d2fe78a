import { blocked, safe } from "../model.js";
import type { Answer, Subject } from "../model.js";

const duties: Readonly<Record<string, string>> = {
  "kill-switch": "it is a kill switch, which is there for the day when it is needed",
  operational: "it is an operational flag, which is meant to stay",
  permission: "it is a permission flag, which is meant to stay",
};

/** Whether the flag is there to stay: a kill switch is not asked for until it has to be. */
export function checkDuty({ flag, entry, registry }: Subject): Answer {
  const own = flag ?? entry?.flag;
  const duty = own === undefined ? undefined : duties[own.type];
  // A registry that gives the type a lifetime means these flags to go some day.
  const mayGo =
    own !== undefined && typeof registry?.defaults.staleAfterDays[own.type] === "number";
  if (duty !== undefined && !mayGo) return blocked(duty);
  if (own?.lifecycle.permanent === true) return blocked("it is marked as permanent");
  return safe("it is not meant to stay");
}
