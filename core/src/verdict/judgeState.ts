import type { EnvironmentState, Flag } from "../registry/model.js";
import { judgeTargeting } from "./judgeTargeting.js";
import { constantVerdict } from "./stateVerdict.js";
import type { StateVerdict } from "./stateVerdict.js";

/** What one environment's state serves, prerequisites aside. */
export function judgeState(flag: Flag, state: EnvironmentState): StateVerdict {
  if (state.unknown !== undefined) return { verdict: { kind: "unknown" }, reason: state.unknown };
  // flagd: a disabled flag is as good as absent, and the call gets its own default value.
  if (state.state !== "ENABLED") return constantVerdict(null, flag.variants);
  const main = judgeDefaultPath(flag, state);
  if (main.verdict.kind === "partial" || main.verdict.kind === "unknown") return main;
  const { variant } = main.verdict;
  if (state.nextChange !== undefined)
    return partial(`a change is scheduled for ${state.nextChange}`);
  for (const exception of state.exceptions ?? []) {
    if (exception.by === "experiment") return partial("an experiment is running on it");
    if (exception.variant !== variant) {
      const who = exception.attribute === undefined ? exception.by : `\`${exception.attribute}\``;
      return partial(`some traffic gets \`${exception.variant}\` (by ${who})`);
    }
  }
  const needs = state.needs ?? [];
  if (needs.length === 0) return main;
  const own = main.verdict.kind === "constant-if" ? main.verdict.needs : [];
  return constantVerdict(variant, flag.variants, [...new Set([...own, ...needs])]);
}

/** Declared targeting and observed percentages; where both are there they must agree. */
function judgeDefaultPath(flag: Flag, state: EnvironmentState): StateVerdict {
  const { served, targeting, defaultVariant } = state;
  const declared =
    targeting === undefined
      ? undefined
      : judgeTargeting(targeting, defaultVariant ?? null, flag.variants, flag.key);
  if (served !== undefined) {
    const observed = judgeServed(flag, served);
    return declared === undefined ? observed : agreement(declared, observed);
  }
  if (declared !== undefined) return declared;
  if (defaultVariant === undefined) {
    return { verdict: { kind: "unknown" }, reason: "nothing says which variant it serves" };
  }
  return constantVerdict(defaultVariant, flag.variants);
}

function judgeServed(flag: Flag, served: Readonly<Record<string, number>>): StateVerdict {
  const shares = Object.entries(served).filter(([, percent]) => percent !== 0);
  const [first] = shares;
  if (first?.[1] === 100 && shares.length === 1) return constantVerdict(first[0], flag.variants);
  const words = shares.map(([variant, percent]) => `\`${variant}\` to ${percent} %`);
  return partial(`it serves ${words.join(", ")}`);
}

function agreement(declared: StateVerdict, observed: StateVerdict): StateVerdict {
  if (!isSettled(declared) || declared.verdict.kind === "unknown") return declared;
  const same = isSettled(observed) && variantOf(declared.verdict) === variantOf(observed.verdict);
  if (same) return declared;
  return partial(
    `its targeting and what was observed differ (drift): by its targeting ${declared.reason}, but ${observed.reason}`,
  );
}

function isSettled({ verdict }: StateVerdict): boolean {
  return verdict.kind === "constant" || verdict.kind === "constant-if";
}

function variantOf(verdict: StateVerdict["verdict"]): string | null | undefined {
  return "variant" in verdict ? verdict.variant : undefined;
}

function partial(reason: string): StateVerdict {
  return { verdict: { kind: "partial" }, reason };
}
