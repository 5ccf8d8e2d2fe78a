import { FlagdCore } from "@openfeature/flagd-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registryDefaults } from "../../core/src/registry/model.js";
import type { Registry } from "../../core/src/registry/model.js";
import { parseRegistry } from "../../core/src/registry/parseRegistry.js";
import { judgeEnvironment } from "../../core/src/verdict/judgeEnvironment.js";
import type { Verdict } from "../../core/src/verdict/model.js";
import { contexts, definitions } from "./definitions.js";
import type { Definition } from "./definitions.js";

type EvaluationContext = Parameters<FlagdCore["resolveBooleanEvaluation"]>[2];

const definitionCount = 400;
const contextCount = 1_000;
const seed = 20_261_122;

const silent = { error: noop, warn: noop, info: noop, debug: noop };

function noop(): void {
  // flagd speaks of every failed comparison.
}

/** 1,000 contexts, the empty one first. */
const sampled = [{}, ...fc.sample(contexts, { numRuns: contextCount - 1, seed })];

function verdictOf(text: string): Verdict {
  const content = parseRegistry({ path: "flags.json", text });
  const flag = content.flags.get("the-flag");
  if (flag === undefined) throw new Error("The generated definition did not load.");
  const registry: Registry = {
    path: "flags.json",
    scope: "",
    format: "flagd",
    flags: content.flags,
    defaults: registryDefaults,
    migrations: content.migrations,
    problems: content.problems,
  };
  return judgeEnvironment(flag, "base", registry).verdict;
}

/** The variants that flagd serves, at most two; null is the call's own default value. */
function servedBy(
  text: string,
  { valueType }: Definition,
  chosen: readonly Record<string, unknown>[],
): ReadonlySet<string | null> {
  const core = new FlagdCore(undefined, silent);
  core.setConfigurations(text);
  const served = new Set<string | null>();
  for (const context of chosen) {
    const result =
      valueType === "boolean"
        ? core.resolveBooleanEvaluation("the-flag", false, context as EvaluationContext, silent)
        : core.resolveStringEvaluation(
            "the-flag",
            "own default",
            context as EvaluationContext,
            silent,
          );
    served.add(result.variant ?? null);
    if (served.size > 1) break;
  }
  return served;
}

function textOf({ flag, evaluators }: Definition): string {
  return JSON.stringify({ $evaluators: evaluators, flags: { "the-flag": flag } });
}

function hasAll(context: Record<string, unknown>, needs: readonly string[]): boolean {
  return needs.every((name) => typeof context[name] === "string" && context[name] !== "");
}

describe("verdicts and flagd's own engine", () => {
  test("a constant verdict holds for every context, and most constants are recognised", () => {
    const counts = { constant: 0, byTargeting: 0, constantIf: 0, alwaysOne: 0 };
    fc.assert(
      fc.property(definitions, (definition) => {
        const text = textOf(definition);
        const verdict = verdictOf(text);
        const served = servedBy(text, definition, sampled);
        if (served.size === 1) counts.alwaysOne++;
        if (verdict.kind === "constant") {
          expect([...served]).toEqual([verdict.variant]);
          counts.constant++;
          if (verdict.variant !== null && "targeting" in definition.flag) counts.byTargeting++;
        }
        if (verdict.kind === "constant-if") {
          const fitting = sampled.filter((context) => hasAll(context, verdict.needs));
          expect([...servedBy(text, definition, fitting)]).toEqual([verdict.variant]);
          counts.constantIf++;
        }
      }),
      { numRuns: definitionCount, seed },
    );
    expect(counts.constant).toBeGreaterThan(definitionCount / 3);
    expect(counts.byTargeting).toBeGreaterThan(definitionCount / 4);
    expect(counts.constantIf).toBeGreaterThan(5);
    // What is missed: clocks whose turn is far away, loose comparisons that fail, attributes of the wrong type.
    expect(counts.constant / counts.alwaysOne).toBeGreaterThan(0.8);
  });
});
