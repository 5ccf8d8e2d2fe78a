import { containsSpan, type Span } from "../../text/span.js";
import type { CallFact, FlowFacts, Value } from "../flowFacts.js";
import type { Entities, Entity } from "../follow/entities.js";
import type { Operation, SystemSymbol } from "../model.js";
import { doingOf, operationOf, type Doing } from "./words.js";

/** A symbol as a registry would name it, with what calls of it do. */
export type ReachedSymbol = Pick<SystemSymbol, "text" | "operation">;

/** Names the symbols that calls reach, so that a registry can declare them. */
export class ReachedSymbols {
  readonly #entities: Entities;

  constructor(entities: Entities) {
    this.#entities = entities;
  }

  /** What a callee is: the member of its receiver's class, the function, or a member of a package's export. */
  of(callee: Value, path: string): string | undefined {
    const [only, more] = this.#receiverSymbols(callee, path);
    if (only !== undefined) return more === undefined ? only : undefined;
    const [found, other] = this.#entities.of(callee, path).flatMap((one) => this.#named(one));
    return other === undefined ? found : undefined;
  }

  #receiverSymbols(callee: Value, path: string): string[] {
    if (callee.k !== "member") return [];
    const all = this.#entities.of(callee.of, path);
    const concrete = all.filter((one) => !this.#entities.isContract(one));
    const found = (concrete.length > 0 ? concrete : all).flatMap((one) => {
      if (one.k === "instance" || one.k === "class") {
        return [`${one.path}#${one.name}.${callee.name}`];
      }
      return one.k === "shape" && one.name !== undefined
        ? [`${one.path}#${one.name}.${callee.name}`]
        : [];
    });
    return [...new Set(found)];
  }

  #named(entity: Entity): string[] {
    if (entity.k === "outside") {
      return entity.name === "*" ? [] : [`${entity.module}#${entity.name}`];
    }
    if (entity.k !== "function") return [];
    const fact = this.#entities.program.functionAt(entity.path, entity.func);
    if (fact === undefined || fact.name === "" || fact.name === "default") return [];
    if (fact.owner !== undefined) return [`${entity.path}#${fact.owner}.${fact.name}`];
    return fact.parent > 0 ? [] : [`${entity.path}#${fact.name}`];
  }

  /** What a symbol's name says that it does. */
  operationOf(text: string): Operation | undefined {
    const doing = doingOf(text.split(/[#.]/u).at(-1) ?? "");
    return doing === undefined ? undefined : operationOf(doing);
  }

  /** What a function does to stores: the symbols of the workspace that calls in it reach. */
  inFunction(span: Span, facts: FlowFacts, path: string): ReachedSymbol[] {
    const found = facts.calls
      .filter((call) => containsSpan(span, call.span))
      .flatMap((call) => this.ofCall(call, path) ?? []);
    return [...new Map(found.map((one) => [one.text, one])).values()];
  }

  /** The symbol of one call, if its name says what it does. */
  ofCall({ value }: CallFact, path: string, doing?: Doing): ReachedSymbol | undefined {
    const text = this.of(value.callee, path);
    const does = doing ?? doingOf(text?.split(/[#.]/u).at(-1) ?? "");
    if (text === undefined || does === undefined || value.k !== "call") return undefined;
    return { text, operation: operationOf(does) };
  }
}
