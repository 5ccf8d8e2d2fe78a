import type { FlagReference } from "../../reference/model.js";
import type { JsonValue } from "../../text/json.js";
import { containsSpan } from "../../text/span.js";
import type { CallFact, FlowFacts, PathCondition, Value } from "../flowFacts.js";
import type { Entities } from "../follow/entities.js";
import { Evaluator, type Assumption } from "../follow/evaluate.js";
import { assumeText, EvaluationsByPlace, knownOf } from "../follow/flagValues.js";
import { own } from "../follow/program.js";
import type { FlagChoices, FlagChoicesOf } from "./flagChoices.js";
import { namedForBoth } from "./words.js";

/** What decides whether a call runs: a flag, or an expression whose name says that data goes to two systems. */
export interface Gate {
  /** Undefined for an expression. */
  readonly flagKey: string | undefined;
  /** The expression as written; for a flag its key. */
  readonly text: string;
  readonly choices: FlagChoices;
}

/** How many names and calls a flag may be away from the condition that asks it. */
const maximumDepth = 4;

/** Tells which flags decide about places, and at which of their values a place is reached. */
export class Gates {
  readonly #entities: Entities;
  readonly #evaluations: EvaluationsByPlace;
  readonly #choices: FlagChoicesOf;
  readonly #byPath = new Map<string, FlagReference[]>();
  readonly #evaluators = new Map<string, { value: JsonValue; evaluator: Evaluator }[]>();

  constructor(entities: Entities, choices: FlagChoicesOf) {
    const { source } = entities.program;
    this.#entities = entities;
    this.#choices = choices;
    this.#evaluations = new EvaluationsByPlace(source.index.references, (path) =>
      source.textOf(path),
    );
    for (const reference of source.index.references) {
      if (reference.access !== "read") continue;
      const known = this.#byPath.get(reference.path);
      if (known === undefined) this.#byPath.set(reference.path, [reference]);
      else known.push(reference);
    }
  }

  /** The gates in some conditions, flags before expressions. */
  in(conditions: readonly PathCondition[], path: string): readonly Gate[] {
    const keys = new Set(
      conditions.flatMap(({ test, file }) => this.#keysIn(test, file ?? path, 0)),
    );
    const flags = [...keys].map((flagKey): Gate => ({
      flagKey,
      text: flagKey,
      choices: this.#choices.of(flagKey),
    }));
    return flags.length > 0 ? flags : this.#named(conditions, path);
  }

  /** Keys of the flags that an expression asks, itself or through what it names and calls. */
  #keysIn(value: Value, path: string, depth: number): string[] {
    if (depth > maximumDepth) return [];
    const here = (this.#byPath.get(path) ?? []).filter(({ evaluation }) =>
      containsSpan(value, evaluation),
    );
    if (here.length > 0) return here.map(({ flagKey }) => flagKey);
    return partsOf(value).flatMap((part) => [
      ...this.#behind(part, path).flatMap((one) => this.#keysIn(one.value, one.path, depth + 1)),
      ...this.#inFunction(part, path, depth),
    ]);
  }

  /** What a name, variable or member stands for. */
  #behind(part: Value, path: string): { value: Value; path: string }[] {
    const { program } = this.#entities;
    if (part.k === "local") {
      const value = program.factsOf(path)?.locals[part.id]?.value;
      return value === undefined ? [] : [{ value, path }];
    }
    if (part.k === "name") {
      const meaning = program.meaningOf(part.name, path);
      if (meaning.k !== "declared" || meaning.declared.declaration.k !== "variable") return [];
      const { value } = meaning.declared.declaration;
      return value === undefined ? [] : [{ value, path: meaning.declared.path }];
    }
    if (part.k !== "member") return [];
    return this.#entities.of(part.of, path).flatMap((one) => {
      if (one.k === "object") {
        const value = own(one.value.props, part.name);
        return value === undefined ? [] : [{ value, path: one.path }];
      }
      if (one.k !== "instance") return [];
      const meaning = program.meaningOf(one.name, one.path);
      if (meaning.k !== "declared" || meaning.declared.declaration.k !== "class") return [];
      const values = own(meaning.declared.declaration.members, part.name)?.values ?? [];
      return values.map((value) => ({ value, path: meaning.declared.path }));
    });
  }

  /** A predicate asks what stands in it. */
  #inFunction(part: Value, path: string, depth: number): string[] {
    if (part.k !== "call") return [];
    return this.#entities.of(part.callee, path).flatMap((one) => {
      if (one.k !== "function") return [];
      const fact = this.#entities.program.functionAt(one.path, one.func);
      if (fact === undefined) return [];
      const here = (this.#byPath.get(one.path) ?? [])
        .filter(({ evaluation }) => containsSpan(fact.span, evaluation))
        .map(({ flagKey }) => flagKey);
      if (here.length > 0) return here;
      return fact.returns.flatMap(({ value }) => this.#keysIn(value, one.path, depth + 1));
    });
  }

  #named(conditions: readonly PathCondition[], path: string): readonly Gate[] {
    const { source } = this.#entities.program;
    const texts = conditions.flatMap(({ test, file }) =>
      partsOf(test).map(({ start, end }) => source.textOf(file ?? path)?.slice(start, end) ?? ""),
    );
    return texts
      .filter((text) => namedForBoth.test(text))
      .map((text) => ({
        flagKey: undefined,
        text,
        choices: { values: [true, false], modes: undefined },
      }));
  }

  /** The values of a gate under which a place may be reached. */
  valuesAt(gate: Gate, conditions: readonly PathCondition[], path: string): readonly JsonValue[] {
    return this.#evaluatorsOf(gate)
      .filter(({ evaluator }) => evaluator.mayReach(conditions, path))
      .map(({ value }) => value);
  }

  #evaluatorsOf({ flagKey, text, choices }: Gate): { value: JsonValue; evaluator: Evaluator }[] {
    const key = `${flagKey === undefined ? "text" : "flag"}\0${text}`;
    const known = this.#evaluators.get(key);
    if (known !== undefined) return known;
    const made = choices.values.map((value) => ({
      value,
      evaluator: new Evaluator(this.#entities, this.#assuming(flagKey, text, value)),
    }));
    this.#evaluators.set(key, made);
    return made;
  }

  #assuming(flagKey: string | undefined, text: string, served: JsonValue): Assumption {
    const { source } = this.#entities.program;
    if (flagKey === undefined) {
      return assumeText(text, served === true, (path) => source.textOf(path));
    }
    return (value, path) => {
      const reference = this.#evaluations.at(value, path);
      return reference?.flagKey === flagKey
        ? knownOf(reference, { name: JSON.stringify(served), value: served })
        : undefined;
    };
  }
}

/** Conditions of a call within its named function, those of the callbacks around it included. */
export function conditionsOf(
  { func, path }: Pick<CallFact, "func" | "path">,
  facts: FlowFacts,
  owner: number,
): PathCondition[] {
  const found = [...path];
  for (let at = func; at !== owner && at > 0;) {
    const fact = facts.functions[at];
    if (fact === undefined) break;
    found.push(...fact.path);
    at = Math.max(fact.parent, 0);
  }
  return found;
}

/** The operands that a condition is made of. */
function partsOf(value: Value): readonly Value[] {
  switch (value.k) {
    case "not":
      return partsOf(value.of);
    case "logic":
    case "equal":
      return [...partsOf(value.left), ...partsOf(value.right)];
    case "cast":
      return partsOf(value.of);
    case "choice":
      return [...partsOf(value.test), ...partsOf(value.then), ...partsOf(value.else)];
    default:
      return [value];
  }
}
