import fc from "fast-check";
import { read, verdictsOf } from "../formats/support.js";
import type { EnvironmentVerdict } from "../../../core/src/verdict/model.js";
import { contexts, definitions } from "./definitions.js";
import type { Context, Definition } from "./definitions.js";
import { codeDefault } from "./engine.js";
import type { Answer, Engine, Started } from "./engine.js";

/** How verdicts and an engine compare over some definitions. */
export interface Comparison {
  readonly format: string;
  readonly definitions: number;
  /** Definitions for which the engine gave one answer to all contexts. */
  readonly alwaysOne: number;
  /** Those of them whose verdict says so. */
  readonly constant: number;
  readonly constantIf: number;
  /** Definitions of which the verdict promised what the engine did not keep; must be empty. */
  readonly broken: readonly string[];
  /** Definitions that always gave one answer without the verdict's saying so. */
  readonly missed: readonly string[];
}

/** Compares verdicts with a store's engine: `count` generated flags against `contextCount` contexts each. */
export async function compare(
  engine: Engine,
  load: (name: string) => unknown,
  { count, contextCount, seed }: { count: number; contextCount: number; seed: number },
): Promise<Comparison> {
  const flags = new Map(
    fc
      .sample(definitions, { numRuns: count, seed })
      .map((one, index) => [`f${index}`, fitted(one, engine)]),
  );
  const payload = engine.payload(flags);
  const content = read(engine.format, payload);
  const verdicts = verdictsOf(content);
  const chosen = contexts(contextCount, seed);
  const started = await engine.start(payload, load);
  const result = {
    alwaysOne: 0,
    constant: 0,
    constantIf: 0,
    broken: [] as string[],
    missed: [] as string[],
  };
  for (const [key, one] of flags) {
    const judged = verdicts.get(key);
    // A flag that the payload leaves out is absent: every call gets its own default value.
    const verdict = judged === undefined ? absent : [...judged.values()][0];
    const text = JSON.stringify(one);
    const answers = await answersOf(key, chosen, started);
    const isOne = answers.size === 1;
    if (isOne) result.alwaysOne++;
    if (verdict?.verdict.kind === "constant") {
      result.constant++;
      const promised = shownAnswer(valueIn(verdict));
      if (!isOne || !answers.has(promised)) {
        result.broken.push(`${text} promised ${promised}, gave ${[...answers].join(" and ")}`);
      }
    } else if (isOne) {
      result.missed.push(`${text}: ${verdict?.verdict.kind ?? "none"}, ${verdict?.reason ?? ""}`);
    }
    if (verdict?.verdict.kind === "constant-if") {
      result.constantIf++;
      const fitting = chosen.filter(
        ({ id, plan }) => id !== undefined && plan !== undefined && plan !== "",
      );
      const kept = await answersOf(key, fitting, started);
      const promised = shownAnswer(valueIn(verdict));
      if (kept.size !== 1 || !kept.has(promised)) {
        result.broken.push(
          `${text} promised ${promised} with attributes, gave ${[...kept].join(" and ")}`,
        );
      }
    }
  }
  await started.stop?.();
  return { format: engine.format, definitions: flags.size, ...result };
}

const absent: Pick<EnvironmentVerdict, "verdict" | "reason"> = {
  verdict: { kind: "constant", variant: null },
  reason: "it is not in the payload",
};

function fitted(one: Definition, { takes }: Engine): Definition {
  const { parent, ...rest } = one;
  return {
    ...rest,
    isText: takes.texts && one.isText,
    ...(takes.parents && parent !== undefined && { parent }),
  };
}

/** The different answers of an engine, at most two. */
async function answersOf(
  key: string,
  chosen: readonly Context[],
  { evaluate }: Started,
): Promise<ReadonlySet<string>> {
  const answers = new Set<string>();
  for (const context of chosen) {
    answers.add(shownAnswer(await evaluate(key, context)));
    if (answers.size > 1) break;
  }
  return answers;
}

function valueIn({ verdict }: Pick<EnvironmentVerdict, "verdict">): Answer {
  if (!("variant" in verdict) || verdict.variant === null) return codeDefault;
  return (verdict.value ?? verdict.variant) as Answer;
}

function shownAnswer(answer: Answer | null): string {
  return answer !== null && typeof answer === "object"
    ? "the code's default"
    : JSON.stringify(answer);
}
