import type { FlagReference } from "../../reference/model.js";
import { isJsonArray, type JsonValue } from "../../text/json.js";
import type { FunctionFact, LocalFact, PathCondition, Value } from "../flowFacts.js";
import type { Entities } from "./entities.js";
import { own } from "./program.js";

/** What an expression is while something is assumed; undefined where it cannot be told. */
export type Known =
  | { readonly k: "value"; readonly value: JsonValue }
  /** An SDK's object around a flag's value. */
  | {
      readonly k: "variant";
      readonly value: JsonValue;
      readonly name: string;
      readonly reference: FlagReference;
    };

/** What is assumed of an expression at a place. */
export type Assumption = (value: Value, path: string) => Known | undefined;

/** How many names, calls and members one question may pass. */
const maximumDepth = 10;

/** Tells values of expressions under an assumption, in three-valued logic: what is not known stays unknown. */
export class Evaluator {
  readonly #entities: Entities;
  readonly #assumed: Assumption;
  readonly #truths = new Map<Value, boolean | undefined>();
  readonly #values = new Map<Value, Known | undefined>();

  constructor(entities: Entities, assumed: Assumption) {
    this.#entities = entities;
    this.#assumed = assumed;
  }

  /** True unless one of the conditions certainly does not hold. */
  mayReach(path: readonly PathCondition[], file: string): boolean {
    return path.every((one) => {
      const where = one.file ?? file;
      if (one.completes === true) return !this.#throws(one.test, where);
      const truth = this.truth(one.test, where, 0);
      return truth === undefined || truth === one.holds;
    });
  }

  truth(value: Value, path: string, depth: number): boolean | undefined {
    if (this.#truths.has(value)) return this.#truths.get(value);
    if (depth > maximumDepth) return undefined;
    // A condition that leads back to itself tells nothing.
    this.#truths.set(value, undefined);
    const truth = this.#truth(value, path, depth);
    this.#truths.set(value, truth);
    return truth;
  }

  #truth(value: Value, path: string, depth: number): boolean | undefined {
    const assumed = this.#assumed(value, path);
    if (assumed !== undefined) return truthOf(assumed);
    switch (value.k) {
      case "not": {
        const inner = this.truth(value.of, path, depth + 1);
        return inner === undefined ? undefined : !inner;
      }
      case "logic":
        if (value.op !== "nullish") return this.#logic(value, path, depth);
        break;
      case "equal":
        return this.#equal(value, path, depth);
      case "call": {
        const truth = this.#builtIn(value, path, depth);
        if (truth !== undefined) return truth;
        break;
      }
      default:
        break;
    }
    const known = this.value(value, path, depth);
    return known === undefined ? undefined : truthOf(known);
  }

  #logic(value: Value & { k: "logic" }, path: string, depth: number): boolean | undefined {
    const left = this.truth(value.left, path, depth + 1);
    const right = this.truth(value.right, path, depth + 1);
    const decides = value.op === "or";
    if (left === decides || right === decides) return decides;
    return left === undefined || right === undefined ? undefined : !decides;
  }

  #equal(value: Value & { k: "equal" }, path: string, depth: number): boolean | undefined {
    const left = this.value(value.left, path, depth + 1);
    const right = this.value(value.right, path, depth + 1);
    if (left?.k !== "value" || right?.k !== "value") return undefined;
    const same = sameValue(left.value, right.value);
    return same === undefined ? undefined : same !== value.negated;
  }

  /** `Boolean(x)`, `["a", "b"].includes(x)`, `new Set([…]).has(x)`. */
  #builtIn(value: Value & { k: "call" }, path: string, depth: number): boolean | undefined {
    const { callee, args } = value;
    const [first] = args;
    if (first === undefined) return undefined;
    if (callee.k === "name" && callee.name === "Boolean") return this.truth(first, path, depth + 1);
    if (callee.k !== "member" || (callee.name !== "includes" && callee.name !== "has")) {
      return undefined;
    }
    const list = this.#listOf(callee.of, path, depth);
    const known = this.value(first, path, depth + 1);
    if (list === undefined || known?.k !== "value") return undefined;
    const answers = list.map((one) => sameValue(known.value, one));
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
  }

  #listOf(value: Value, path: string, depth: number): readonly JsonValue[] | undefined {
    if (value.k === "new") return value.args[0] && this.#listOf(value.args[0], path, depth + 1);
    if (value.k === "cast") return this.#listOf(value.of, path, depth + 1);
    if (value.k === "array") {
      const items = value.items.map((one) => this.value(one, path, depth + 1));
      const found = items.flatMap((one) => (one?.k === "value" ? [one.value] : []));
      return found.length === items.length ? found : undefined;
    }
    const next = this.#initializer(value, path);
    return next === undefined || depth > maximumDepth
      ? undefined
      : this.#listOf(next.value, next.path, depth + 1);
  }

  value(value: Value, path: string, depth: number): Known | undefined {
    if (this.#values.has(value)) return this.#values.get(value);
    if (depth > maximumDepth) return undefined;
    this.#values.set(value, undefined);
    const known = this.#value(value, path, depth);
    this.#values.set(value, known);
    return known;
  }

  #value(value: Value, path: string, depth: number): Known | undefined {
    const assumed = this.#assumed(value, path);
    if (assumed !== undefined) return assumed;
    switch (value.k) {
      case "literal":
        return { k: "value", value: value.value };
      case "cast":
        return this.value(value.of, path, depth + 1);
      case "not":
      case "equal": {
        const truth = this.truth(value, path, depth + 1);
        return truth === undefined ? undefined : { k: "value", value: truth };
      }
      case "logic":
        return this.#logicValue(value, path, depth);
      case "choice":
        return this.#choice(value, path, depth);
      case "member":
        return this.#member(value, path, depth);
      case "call":
        return this.#call(value, path, depth);
      default: {
        const next = this.#initializer(value, path);
        return next && this.value(next.value, next.path, depth + 1);
      }
    }
  }

  #logicValue(value: Value & { k: "logic" }, path: string, depth: number): Known | undefined {
    if (value.op === "nullish") return this.value(value.left, path, depth + 1);
    const truth = this.truth(value.left, path, depth + 1);
    const whole = this.#logic(value, path, depth);
    if (truth === undefined) return whole === undefined ? undefined : { k: "value", value: whole };
    const takesRight = truth === (value.op === "and");
    return this.value(takesRight ? value.right : value.left, path, depth + 1);
  }

  #choice(value: Value & { k: "choice" }, path: string, depth: number): Known | undefined {
    const truth = this.truth(value.test, path, depth + 1);
    if (truth !== undefined) return this.value(truth ? value.then : value.else, path, depth + 1);
    const yes = this.value(value.then, path, depth + 1);
    const no = this.value(value.else, path, depth + 1);
    return agreed([yes, no]);
  }

  #member(value: Value & { k: "member" }, path: string, depth: number): Known | undefined {
    const base = this.#assumed(value.of, path);
    if (base?.k === "variant") return memberOfVariant(base, value.name);
    const stage = ldStage(value);
    if (stage !== undefined) return { k: "value", value: stage };
    const next = this.#initializer(value, path);
    return next && this.value(next.value, next.path, depth + 1);
  }

  /** A function of the workspace gives what all of its returns agree on. */
  #call(value: Value & { k: "call" }, path: string, depth: number): Known | undefined {
    const { callee, args } = value;
    const isResolved =
      callee.k === "member" &&
      callee.name === "resolve" &&
      callee.of.k === "name" &&
      callee.of.name === "Promise";
    const isText = callee.k === "name" && callee.name === "String";
    if ((isText || isResolved) && args[0] !== undefined) {
      return this.value(args[0], path, depth + 1);
    }
    const truth = this.#builtIn(value, path, depth);
    if (truth !== undefined) return { k: "value", value: truth };
    const results = this.#entities.of(callee, path).map((one) => {
      if (one.k !== "function") return undefined;
      const fact = this.#entities.program.functionAt(one.path, one.func);
      return fact && this.#result(fact, one.path, depth);
    });
    return agreed(results);
  }

  #result(fact: FunctionFact, path: string, depth: number): Known | undefined {
    const possible = fact.returns.filter((one) => this.#mayReturn(one.path, path, depth));
    return agreed(possible.map((one) => this.value(one.value, path, depth + 1)));
  }

  #mayReturn(conditions: readonly PathCondition[], path: string, depth: number): boolean {
    return conditions.every((one) => {
      if (one.completes === true) return true;
      const truth = this.truth(one.test, path, depth + 1);
      return truth === undefined || truth === one.holds;
    });
  }

  /** Whether a call certainly throws at once. */
  #throws(value: Value, path: string): boolean {
    if (value.k !== "call") return false;
    const callees = this.#entities.of(value.callee, path);
    return (
      callees.length > 0 &&
      callees.every((one) => {
        if (one.k !== "function") return false;
        const fact = this.#entities.program.functionAt(one.path, one.func);
        return fact?.throwsIf.some((test) => this.truth(test, one.path, 1) === true) ?? false;
      })
    );
  }

  /** The one expression that a name or member stands for, if it is never anything else. */
  #initializer(value: Value, path: string): { value: Value; path: string } | undefined {
    const { program } = this.#entities;
    if (value.k === "local") {
      const local = program.factsOf(path)?.locals[value.id];
      const settled = local?.parameter && this.#settled(local.parameter, path);
      if (settled !== undefined) return { value: settled, path };
      if (local?.parameter !== undefined) {
        const handed = this.#entities.argumentsOf?.(
          path,
          local.parameter.func,
          local.parameter.index,
        );
        return handed?.length === 1 ? handed[0] : undefined;
      }
      return local?.constant === true && local.value ? { value: local.value, path } : undefined;
    }
    if (value.k === "name") {
      const meaning = program.meaningOf(value.name, path);
      if (meaning.k !== "declared" || meaning.declared.declaration.k !== "variable")
        return undefined;
      const { value: found, changes } = meaning.declared.declaration;
      if (found === undefined || changes === true) return undefined;
      return { value: found, path: meaning.declared.path };
    }
    return value.k === "member" ? this.#memberInitializer(value, path) : undefined;
  }

  /** `promise.then((value) => …)`: the parameter is what the promise gives. */
  #settled({ func, index }: NonNullable<LocalFact["parameter"]>, path: string): Value | undefined {
    const { handedTo } = this.#entities.program.functionAt(path, func) ?? {};
    if (handedTo?.callee.k !== "member" || handedTo.callee.name !== "then") return undefined;
    return handedTo.index === 0 && index === 0 ? handedTo.callee.of : undefined;
  }

  #memberInitializer(
    value: Value & { k: "member" },
    path: string,
  ): { value: Value; path: string } | undefined {
    const { program } = this.#entities;
    const enumerated = this.#enumMember(value, path);
    if (enumerated !== undefined) return enumerated;
    for (const base of this.#entities.of(value.of, path)) {
      if ("path" in base && this.#isAssigned(value.name, path, base.path)) continue;
      if (base.k === "object") {
        const found = own(base.value.props, value.name);
        if (found !== undefined) return { value: found, path: base.path };
      } else if (base.k === "instance") {
        const meaning = program.meaningOf(base.name, base.path);
        if (meaning.k !== "declared" || meaning.declared.declaration.k !== "class") continue;
        const fact = own(meaning.declared.declaration.members, value.name);
        const [only, more] = fact?.values ?? [];
        if (only !== undefined && more === undefined) {
          return { value: only, path: meaning.declared.path };
        }
      } else if (base.k === "module") {
        const meaning = program.exported(base.path, value.name, 0);
        if (meaning.k !== "declared" || meaning.declared.declaration.k !== "variable") continue;
        const { value: found, changes } = meaning.declared.declaration;
        if (found !== undefined && changes !== true)
          return { value: found, path: meaning.declared.path };
      }
    }
    return undefined;
  }

  /** Whether a member of this name is assigned where it is read, or where its object stands. */
  #isAssigned(name: string, ...paths: readonly string[]): boolean {
    const { program } = this.#entities;
    return paths.some((path) => program.factsOf(path)?.assigned.includes(name));
  }

  #enumMember(
    { of, name, start, end }: Value & { k: "member" },
    path: string,
  ): { value: Value; path: string } | undefined {
    if (of.k !== "name") return undefined;
    const meaning = this.#entities.program.meaningOf(of.name, path);
    if (meaning.k !== "declared" || meaning.declared.declaration.k !== "enum") return undefined;
    const found = own(meaning.declared.declaration.members, name);
    return found === undefined
      ? undefined
      : { value: { start, end, k: "literal", value: found }, path };
  }
}

function memberOfVariant(base: Known & { k: "variant" }, name: string): Known | undefined {
  switch (own(base.reference.members ?? {}, name)) {
    case "value":
      return { k: "value", value: base.value };
    case "on":
      return { k: "value", value: isOn(base.value) };
    case "off":
      return { k: "value", value: !isOn(base.value) };
    case "name":
      return { k: "value", value: base.name };
    default:
      return undefined;
  }
}

/** LaunchDarkly's own names of the stages. */
function ldStage({ of, name }: Value & { k: "member" }): string | undefined {
  const holder = of.k === "name" ? of.name : of.k === "member" ? of.name : "";
  return holder === "LDMigrationStage" ? name.toLowerCase() : undefined;
}

function agreed(answers: readonly (Known | undefined)[]): Known | undefined {
  const [first, ...others] = answers;
  if (first?.k !== "value") return undefined;
  const same = others.every(
    (one) => one?.k === "value" && sameValue(one.value, first.value) === true,
  );
  return same ? first : undefined;
}

function truthOf(known: Known): boolean | undefined {
  // The SDK's object itself is always there.
  return known.k === "variant" ? undefined : isOn(known.value);
}

function isOn(value: JsonValue): boolean {
  return isJsonArray(value) || Boolean(value);
}

const meanings = new Map<string, boolean>([
  ["true", true],
  ["1", true],
  ["on", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["off", false],
  ["no", false],
]);

function isPlain(value: JsonValue): value is string | number | boolean {
  return typeof value !== "object";
}

/** Equality of a flag's value and what it is compared with; environment variables write `true` as text. */
function sameValue(left: JsonValue, right: JsonValue): boolean | undefined {
  if (typeof left === typeof right) return left === right;
  const [flag, text] = typeof left === "boolean" ? [left, right] : [right, left];
  if (typeof flag === "boolean" && typeof text === "string") {
    const meaning = meanings.get(text.toLowerCase());
    return meaning === undefined ? undefined : meaning === flag;
  }
  if (left === null || right === null) return false;
  return (
    JSON.stringify(left) === JSON.stringify(right) ||
    (isPlain(left) && isPlain(right) && String(left) === String(right))
  );
}
