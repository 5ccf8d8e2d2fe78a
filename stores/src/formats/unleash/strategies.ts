import { entriesOf, fieldOf, itemsOf, numberOf, quoted, stringOf, stringsOf } from "@halyard/core";
import type { DataNode } from "@halyard/core";
import { allOf } from "../../reading/prerequisites.js";
import { always, just, never, sometimes, unclear, unclearOutcome } from "../../reading/serving.js";
import type { Outcome, Rule, When } from "../../reading/serving.js";

/** What the SDKs answer for a feature with variants while it is off. */
export const offVariant = "disabled";

/** What a strategy that applies serves: one of its own variants, or of the feature's, or plainly on. */
export function outcomeOf(
  own: readonly DataNode[],
  shared: readonly DataNode[],
  off: string,
): Outcome {
  const variants = own.length > 0 ? own : shared;
  // On without a variant: `isEnabled` and `getVariant` would tell different stories.
  if (variants.length === 0) return off === offVariant ? withoutVariant : just("on");
  const shares = new Map<string, number>();
  for (const node of variants) {
    if (itemsOf(fieldOf(node, "overrides")).length > 0) return overridden(variants);
    const name = stringOf(fieldOf(node, "name")) ?? "";
    shares.set(name, (shares.get(name) ?? 0) + (numberOf(fieldOf(node, "weight")) ?? 0));
  }
  const total = [...shares.values()].reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? { shares } : withoutVariant;
}

const withoutVariant = unclearOutcome("it may be on without any of its variants");

/** Any variant with an override may be served, whatever its weight. */
function overridden(variants: readonly DataNode[]): Outcome {
  return {
    shares: new Map(variants.map((node) => [stringOf(fieldOf(node, "name")) ?? "", 1])),
  };
}

/** When one strategy of a feature applies, and what it then serves. */
export function strategyRule(
  node: DataNode,
  variants: readonly DataNode[],
  off: string,
  key: string,
): Rule {
  const outcome = outcomeOf(itemsOf(fieldOf(node, "variants")), variants, off);
  const segments = itemsOf(fieldOf(node, "segments")).map((): When => sometimes({ by: "segment" }));
  const constraints = itemsOf(fieldOf(node, "constraints")).map(whenConstraint);
  return { when: allOf([...segments, ...constraints, whenStrategy(node, key)]), outcome };
}

const operators = new Set(
  "IN NOT_IN STR_CONTAINS STR_STARTS_WITH STR_ENDS_WITH NUM_EQ NUM_GT NUM_GTE NUM_LT NUM_LTE DATE_AFTER DATE_BEFORE SEMVER_EQ SEMVER_GT SEMVER_LT REGEX".split(
    " ",
  ),
);

function whenConstraint(node: DataNode): When {
  const operator = stringOf(fieldOf(node, "operator")) ?? "";
  if (!operators.has(operator))
    return unclear(`a constraint of it compares with ${quoted(operator)}`);
  const attribute = stringOf(fieldOf(node, "contextName")) ?? "";
  const values = stringsOf(fieldOf(node, "values"));
  return sometimes({ by: "rule", ...(attribute !== "" && { attribute }), values });
}

/** The attribute that a gradual strategy draws by. */
const drawnBy = new Map([
  ["gradualRolloutUserId", "userId"],
  ["gradualRolloutSessionId", "sessionId"],
]);

function whenStrategy(node: DataNode, key: string): When {
  const name = stringOf(fieldOf(node, "name")) ?? "";
  const parameters = fieldOf(node, "parameters");
  const percent = (field: string): number => percentOf(fieldOf(parameters, field));
  switch (name) {
    case "default":
      return always;
    case "flexibleRollout": {
      const stickiness = stringOf(fieldOf(parameters, "stickiness")) ?? "default";
      const isFree = stickiness === "default" || stickiness === "random" || stickiness === "";
      return whenRollout(percent("rollout"), isFree ? undefined : stickiness);
    }
    case "gradualRolloutRandom":
    case "gradualRolloutUserId":
    case "gradualRolloutSessionId":
      return whenRollout(percent("percentage"), drawnBy.get(name));
    case "userWithId":
      return sometimes({
        by: "targets",
        attribute: "userId",
        values: listed(parameters, "userIds"),
      });
    case "remoteAddress":
      return sometimes({
        by: "targets",
        attribute: "remoteAddress",
        values: listed(parameters, "IPs"),
      });
    case "applicationHostname":
      return sometimes({
        by: "rule",
        attribute: "hostname",
        values: listed(parameters, "hostNames"),
      });
    default:
      return unclear(
        `${quoted(key)} has the strategy ${quoted(name)}, which is not one of Unleash's own`,
      );
  }
}

/** Numbers and their texts, as Unleash stores them; NaN for what is neither, which no SDK reads as a number. */
function percentOf(node: DataNode | undefined): number {
  const written = stringOf(node);
  if (written === undefined) return numberOf(node) ?? Number.NaN;
  return /^\s*\d+(?:\.\d+)?\s*$/.test(written) ? Number(written) : Number.NaN;
}

function whenRollout(percent: number, attribute: string | undefined): When {
  if (Number.isNaN(percent)) return unclear("a rollout of it has no percentage");
  if (percent <= 0) return never;
  if (percent >= 100) return attribute === undefined ? always : { ...always, needs: [attribute] };
  return sometimes({ by: "rule", ...(attribute !== undefined && { attribute }), percent });
}

function listed(parameters: DataNode | undefined, field: string): readonly string[] {
  const parameter = entriesOf(parameters).find(({ key }) => key === field);
  return (stringOf(parameter?.value) ?? "").split(",").flatMap((one) => one.trim() || []);
}
