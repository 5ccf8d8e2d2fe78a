import type { Flag, Registry } from "../registry/model.js";
import type { EnvironmentVerdict, FlagVerdict } from "../verdict/model.js";
import type { MigrationFlag, Stage, StageEvidence } from "./model.js";

/** What production says of one flag of a migration, given the flag's verdict. */
export function evidenceOf(
  { role, flagKey, flag, variant, stageOf }: MigrationFlag,
  registry: Registry,
  verdictOf: (flag: Flag) => FlagVerdict,
): StageEvidence {
  const base = { role, flagKey };
  if (flag === undefined) {
    return { ...base, share: undefined, soaked: false, reason: "the registry does not have it" };
  }
  const left = leftBehind(flag, variant);
  if (left !== undefined) return { ...base, ...left };
  const verdict = verdictOf(flag);
  const production = productionOf(flag, verdict, registry);
  const settled = verdict.outcome === "rolled-out" || verdict.outcome === "rolled-back";
  const stage = role === "stages" ? stageIn(flag, production, stageOf) : undefined;
  return {
    ...base,
    share:
      role === "stages" || variant === undefined ? undefined : shareOf(flag, production, variant),
    ...(stage !== undefined && { stage }),
    soaked: settled,
    ...(verdict.since !== undefined && { since: verdict.since }),
    ...(verdict.days !== undefined && { days: verdict.days }),
    reason: verdict.reason,
  };
}

/** A flag that has left the code answers no more: what its owners kept is what holds. */
function leftBehind(
  { lifecycle }: Flag,
  variant: string | undefined,
): Pick<StageEvidence, "share" | "soaked" | "reason"> | undefined {
  const { status, keepVariant } = lifecycle;
  if (status !== "removed-from-code" && status !== "archived" && status !== "deleted") {
    return undefined;
  }
  // A write flag's entry keeps "off": what it turned on became the only path.
  const share = status === "removed-from-code" || keepVariant === variant ? "all" : undefined;
  return { share, soaked: share !== undefined, reason: `its status is \`${status}\`` };
}

function productionOf(
  flag: Flag,
  verdict: FlagVerdict,
  registry: Registry,
): readonly EnvironmentVerdict[] {
  if (flag.environments.size === 0) return verdict.environments;
  const names = registry.defaults.productionEnvironments;
  return verdict.environments.filter(({ environment }) => names.includes(environment));
}

/** How much of the traffic gets a variant, over all production environments. */
function shareOf(
  flag: Flag,
  production: readonly EnvironmentVerdict[],
  variant: string,
): StageEvidence["share"] {
  const shares = production.map((one) => shareIn(flag, one, variant));
  const [first] = shares;
  if (first === undefined || shares.includes(undefined)) return undefined;
  return shares.every((one) => one === first) ? first : "some";
}

function shareIn(
  flag: Flag,
  { environment, verdict }: EnvironmentVerdict,
  variant: string,
): StageEvidence["share"] {
  if (verdict.kind === "unknown") return undefined;
  if (verdict.kind === "partial") return mayServe(flag, environment, variant) ? "some" : "none";
  const served = verdict.variant ?? codeDefault(flag);
  if (served === undefined) return undefined;
  if (served !== variant) return "none";
  return verdict.kind === "constant" ? "all" : "some";
}

/** Whether what is known of an environment leaves a way to a variant; most partial flags do. */
function mayServe(flag: Flag, environment: string, variant: string): boolean {
  const state = flag.environments.get(environment) ?? flag.base;
  if (state?.served === undefined || state.targeting !== undefined) return true;
  if ((state.exceptions ?? []).some((one) => one.variant === variant)) return true;
  return (state.served[variant] ?? 0) > 0;
}

/** The variant of the value that calls fall back to, where the registry says it. */
function codeDefault(flag: Flag): string | undefined {
  if (flag.defaultValue === undefined) return undefined;
  const text = JSON.stringify(flag.defaultValue);
  return [...flag.variants].find(([, value]) => JSON.stringify(value) === text)?.[0];
}

function stageIn(
  flag: Flag,
  production: readonly EnvironmentVerdict[],
  stageOf: ReadonlyMap<string, Stage>,
): Stage | undefined {
  const found = production.map(({ verdict }) => {
    if (verdict.kind !== "constant") return undefined;
    const served = verdict.variant ?? codeDefault(flag);
    return served === undefined ? undefined : stageOf.get(served);
  });
  const [first] = found;
  return found.every((one) => one === first) ? first : undefined;
}
