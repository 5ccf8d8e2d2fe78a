import type { FlagReference } from "../../reference/model.js";
import type { Flag } from "../../registry/model.js";
import type { Place } from "../../text/span.js";
import { containsSpan } from "../../text/span.js";
import type { PathCondition } from "../flowFacts.js";
import type { Guard } from "../model.js";
import type { CallGraph, FunctionId } from "./callGraph.js";
import type { Entities } from "./entities.js";
import { assumeVariant, type EvaluationsByPlace } from "./flagValues.js";
import { Reach } from "./reach.js";

/** A flag that may guard calls, with the references that mean it. */
export interface GuardingFlag {
  readonly flag: Flag;
  readonly references: readonly FlagReference[];
}

/** What guards were found, and whether callers were left unfollowed. */
export interface FoundGuards {
  readonly guards: readonly Guard[];
  readonly tooDeep: boolean;
}

/** Tells which flags decide whether a place is reached, and at which variants. */
export class GuardFinder {
  readonly #reaches: readonly {
    readonly one: GuardingFlag;
    readonly variants: readonly { readonly name: string; readonly reach: Reach }[];
  }[];

  constructor(
    flags: readonly GuardingFlag[],
    graph: CallGraph,
    entities: Entities,
    evaluations: EvaluationsByPlace,
  ) {
    this.#reaches = flags.map((one) => {
      const meant = new Set(one.references);
      return {
        one,
        variants: [...one.flag.variants].map(([name, value]) => ({
          name,
          reach: new Reach(
            graph,
            entities,
            assumeVariant(evaluations, (reference) => meant.has(reference), { name, value }),
          ),
        })),
      };
    });
  }

  /**
   * The guards of a place: its own conditions in the function `id`, `local` with those of the callbacks around it, and
   * `inJob` those that are asked while the job runs that the place is part of.
   */
  at(
    conditions: readonly PathCondition[],
    local: readonly PathCondition[],
    id: FunctionId,
    inJob?: readonly PathCondition[],
  ): FoundGuards {
    let tooDeep = false;
    const guards = this.#reaches.flatMap(({ one, variants }): Guard[] => {
      const here = variants.filter(({ reach }) => reach.mayPass(local, id.path));
      const whole = variants.filter(({ reach }) => {
        reach.tooDeep = false;
        const answer = reach.mayReach(conditions, id);
        tooDeep ||= reach.tooDeep;
        return answer;
      });
      if (whole.length === variants.length) return [];
      const running = inJob && variants.filter(({ reach }) => reach.mayPass(inJob, id.path));
      const isEarly = running !== undefined && running.length > whole.length;
      return [
        {
          flagKey: one.flag.key,
          variants: whole.map(({ name }) => name),
          where: here.length === whole.length ? "here" : "callers",
          ...(isEarly && { beforeJob: true as const }),
          evaluations: this.#evaluationsIn(local, id, one.references),
        },
      ];
    });
    return { guards, tooDeep };
  }

  /** Whether two places can both be reached in one run of their function, for every flag. */
  exclude(left: readonly PathCondition[], right: readonly PathCondition[], path: string): boolean {
    return this.#reaches.some(({ variants }) =>
      variants.every(({ reach }) => !reach.mayPass(left, path) || !reach.mayPass(right, path)),
    );
  }

  /** References that stand in the conditions, else those in the same function text. */
  #evaluationsIn(
    conditions: readonly PathCondition[],
    { path }: FunctionId,
    references: readonly FlagReference[],
  ): Place[] {
    const found = references.filter((reference) =>
      conditions.some(
        ({ test, file }) => (file ?? path) === reference.path && containsSpan(test, reference.span),
      ),
    );
    return found.map((reference) => ({ path: reference.path, span: reference.evaluation }));
  }
}
