import { fieldOf, itemsOf, numberOf, stringOf, stringsOf, toJson } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import { defined } from "./defined.js";
import { environmentShape } from "./flagShape.js";
import { prerequisitesFrom } from "./lifecycleFrom.js";
import type { EnvironmentState, ServedException } from "./model.js";

/**
 * The state that one environment declares and shows.
 *
 * What it does not say it takes from the flag's base, with one exception: where `served` tells what was observed,
 * the base's targeting is not assumed to hold there too.
 */
export function environmentFrom(
  node: DataNode,
  base: EnvironmentState | undefined,
): EnvironmentState {
  const served = servedFrom(fieldOf(node, "served"));
  const targeting = fieldOf(node, "targeting");
  const variant = variantFrom(fieldOf(node, "defaultVariant"));
  const exceptions = fieldOf(node, "exceptions");
  const needs = fieldOf(node, "needs");
  const prerequisites = fieldOf(node, "prerequisites");
  const lastEvaluated = fieldOf(node, "lastEvaluated");
  return {
    state: stateFrom(fieldOf(node, "state")) ?? base?.state ?? "ENABLED",
    ...defined({
      defaultVariant: variant === undefined ? base?.defaultVariant : variant,
      targeting: targeting
        ? targetingFrom(targeting)
        : served === undefined
          ? base?.targeting
          : undefined,
      served,
      exceptions: exceptions && itemsOf(exceptions).flatMap(exceptionFrom),
      needs: needs && stringsOf(needs),
      prerequisites: prerequisites && prerequisitesFrom(prerequisites),
      since: stringOf(fieldOf(node, "since")),
      lastEvaluated: lastEvaluated?.kind === "null" ? null : stringOf(lastEvaluated),
      nextChange: stringOf(fieldOf(node, "nextChange")),
      syncedAt: stringOf(fieldOf(node, "syncedAt")),
      source: stringOf(fieldOf(node, "source")),
      unknown: stringOf(fieldOf(node, "unknown")),
    }),
  };
}

/** The state outside any environment, or undefined where the flag declares none (a manifest entry). */
export function baseFrom(flag: DataNode): EnvironmentState | undefined {
  const state = stateFrom(fieldOf(flag, "state"));
  const variant = variantFrom(fieldOf(flag, "defaultVariant"));
  const targeting = fieldOf(flag, "targeting");
  if (state === undefined && variant === undefined && targeting === undefined) return undefined;
  return {
    state: state ?? "ENABLED",
    ...defined({
      defaultVariant: variant,
      targeting: targeting && targetingFrom(targeting),
      // A date proves something only of a state that is written down.
      since: state === undefined ? undefined : stringOf(fieldOf(flag, "since")),
    }),
  };
}

function stateFrom(node: DataNode | undefined): EnvironmentState["state"] | undefined {
  const shape = environmentShape.fields.state;
  const word = stringOf(node);
  if (word === undefined || shape?.kind !== "string") return undefined;
  return shape.oneOf?.find((state) => state === word) as EnvironmentState["state"] | undefined;
}

/** flagd reads an empty name as none, and so do we. */
function variantFrom(node: DataNode | undefined): string | null | undefined {
  if (node?.kind === "null") return null;
  const name = stringOf(node);
  return name === "" ? null : name;
}

/** `{}` and null mean that there is no targeting. */
function targetingFrom(node: DataNode): EnvironmentState["targeting"] | undefined {
  if (node.kind === "null" || (node.kind === "object" && node.entries.length === 0)) {
    return undefined;
  }
  return toJson(node);
}

function servedFrom(node: DataNode | undefined): Readonly<Record<string, number>> | undefined {
  if (node?.kind !== "object") return undefined;
  const served = Object.create(null) as Record<string, number>;
  for (const { key, value } of node.entries) served[key] = numberOf(value) ?? 0;
  return served;
}

function exceptionFrom(node: DataNode): readonly ServedException[] {
  const variant = stringOf(fieldOf(node, "variant"));
  const by = stringOf(fieldOf(node, "by")) as ServedException["by"] | undefined;
  if (variant === undefined || by === undefined) return [];
  const values = fieldOf(node, "values");
  return [
    {
      variant,
      by,
      ...defined({
        attribute: stringOf(fieldOf(node, "attribute")),
        values: values && itemsOf(values).map(toJson),
        count: numberOf(fieldOf(node, "count")),
        percent: numberOf(fieldOf(node, "percent")),
      }),
    },
  ];
}
