import type { Value } from "../flowFacts.js";
import type { Side, SystemSymbol } from "../model.js";
import type { Entities, Entity } from "./entities.js";
import { own, type Program } from "./program.js";
import { ownerOf } from "./sites.js";

/** A symbol of a registry, brought to where it is declared. */
export interface TargetSymbol<Owner = unknown> {
  readonly symbol: SystemSymbol;
  readonly side: Side;
  /** Whose symbol it is: a migration or a capability. */
  readonly owner: Owner;
  /** File that declares it; undefined for a package from outside. */
  readonly path: string | undefined;
  readonly name: string;
  /** The file is one of the system's modules: all of it is inside the system. */
  readonly isWholeFile: boolean;
}

/** What a call reaches: symbols of one side, or of either. */
export interface Match<Owner> {
  readonly targets: readonly TargetSymbol<Owner>[];
  /** The receiver is a contract that several classes implement, of which not all are meant. */
  readonly uncertain: boolean;
}

/** Brings a symbol to the file that declares it: through re-exports, and through packages of the workspace. */
export function locate<Owner>(
  symbol: SystemSymbol,
  side: Side,
  owner: Owner,
  program: Program,
  isModule: (path: string) => boolean,
): TargetSymbol<Owner> {
  const found = located(symbol, program);
  return {
    symbol,
    side,
    owner,
    ...found,
    isWholeFile: found.path !== undefined && isModule(found.path),
  };
}

function located(symbol: SystemSymbol, program: Program): Pick<TargetSymbol, "path" | "name"> {
  const isFile = program.factsOf(symbol.module) !== undefined;
  const file = isFile ? symbol.module : program.source.resolveModule(symbol.module, "-");
  if (file === undefined) return { path: undefined, name: symbol.name };
  const facts = program.factsOf(file);
  if (facts !== undefined && own(facts.declarations, symbol.name) !== undefined) {
    return { path: file, name: symbol.name };
  }
  const found = program.exported(file, symbol.name, 0);
  if (found.k === "declared") {
    return { path: found.declared.path, name: found.declared.name };
  }
  return { path: file, name: symbol.name };
}

/** Tells which symbols calls reach, by what their receivers are. */
export class SymbolMatcher<Owner> {
  readonly #program: Program;
  readonly #entities: Entities;
  readonly #targets: readonly TargetSymbol<Owner>[];
  readonly #members: ReadonlySet<string>;

  constructor(entities: Entities, targets: readonly TargetSymbol<Owner>[]) {
    this.#program = entities.program;
    this.#entities = entities;
    this.#targets = targets;
    this.#members = new Set(targets.flatMap(({ symbol }) => lastName(symbol)));
  }

  /** Whether a callee's last name is one of the symbols'. */
  mayMatch(callee: Value): boolean {
    if (callee.k !== "member") return true;
    return this.#members.has(callee.name) || this.#members.has("*");
  }

  /** Whether a place stands in a function that is itself a symbol of the same system. */
  isOwn({ owner, side }: TargetSymbol<Owner>, path: string, func: number): boolean {
    const fact = this.#program.functionAt(path, ownerOf({ path, func }, this.#program).func);
    if (fact === undefined) return false;
    return this.#targets.some(
      (one) =>
        one.owner === owner &&
        one.side === side &&
        one.path === path &&
        (one.symbol.member === undefined
          ? fact.owner === undefined && fact.name === one.name
          : fact.owner === one.name && fact.name === one.symbol.member),
    );
  }

  /** The symbols that a call of `callee` reaches. */
  match(callee: Value, path: string): Match<Owner> {
    const byFunction = this.#entities.of(callee, path).flatMap((one) => this.#named(one));
    if (callee.k !== "member") return { targets: unique(byFunction), uncertain: false };
    const receivers = this.#entities.of(callee.of, path);
    const concrete = receivers.filter((one) => !this.#entities.isContract(one));
    const direct = receivers.flatMap((one) => this.#ofReceiver(one, callee.name));
    if (concrete.length > 0 || direct.length > 0) {
      return { targets: unique([...byFunction, ...direct]), uncertain: false };
    }
    return this.#behindContract(receivers, callee.name, byFunction);
  }

  /** Symbols that name the very function. */
  #named(entity: Entity): TargetSymbol<Owner>[] {
    if (entity.k === "outside") {
      return this.#targets.filter(
        ({ path, symbol }) =>
          path === undefined &&
          sameModule(symbol.module, entity.module) &&
          isNamed(symbol, entity.name),
      );
    }
    if (entity.k !== "function") return [];
    const fact = this.#program.functionAt(entity.path, entity.func);
    if (fact === undefined) return [];
    return this.#targets.filter(
      ({ path, name, symbol }) =>
        path === entity.path &&
        (symbol.member === undefined
          ? fact.owner === undefined && fact.name === name && fact.parent <= 0
          : fact.owner === name && (symbol.member === "*" || symbol.member === fact.name)),
    );
  }

  /** Symbols that name a member of the receiver's class, of a parent of it, or of a contract that it keeps. */
  #ofReceiver(entity: Entity, member: string): TargetSymbol<Owner>[] {
    if (entity.k === "outside") {
      return this.#named({ ...entity, name: `${entity.name}.${member}` });
    }
    if (entity.k === "shape" && entity.name !== undefined) {
      return this.#membersOf([{ path: entity.path, name: entity.name }], member);
    }
    if (entity.k !== "instance" && entity.k !== "class") return [];
    return this.#membersOf(this.#lineage(entity.path, entity.name, 0), member);
  }

  #membersOf(
    line: readonly { readonly path: string; readonly name: string }[],
    member: string,
  ): TargetSymbol<Owner>[] {
    return this.#targets.filter(
      ({ path, name, symbol }) =>
        (symbol.member === member || symbol.member === "*") &&
        line.some((one) => one.path === path && one.name === name),
    );
  }

  /** A class with its parents and the contracts they keep. */
  #lineage(path: string, name: string, depth: number): { path: string; name: string }[] {
    const meaning = this.#program.meaningOf(name, path);
    if (meaning.k !== "declared" || depth > 8) return [];
    const { declared } = meaning;
    const { declaration } = declared;
    const parents =
      declaration.k === "class"
        ? [
            ...(declaration.extends ? this.#entities.of(declaration.extends, declared.path) : []),
            ...declaration.implements.flatMap((one) => this.#entities.ofType(one, declared.path)),
          ]
        : declaration.k === "interface"
          ? declaration.extends.flatMap((one) => this.#entities.ofType(one, declared.path))
          : [];
    return [
      { path: declared.path, name: declared.name },
      ...parents.flatMap((one) =>
        one.k === "instance" || one.k === "class"
          ? this.#lineage(one.path, one.name, depth + 1)
          : [],
      ),
    ];
  }

  /** Which systems stand behind a contract: every class that keeps it, as far as targets name one. */
  #behindContract(
    receivers: readonly Entity[],
    member: string,
    byFunction: readonly TargetSymbol<Owner>[],
  ): Match<Owner> {
    const contracts = receivers.filter((one) => one.k === "instance");
    const behind = this.#targets.filter(
      ({ path, name, symbol }) =>
        path !== undefined &&
        (symbol.member === member || symbol.member === "*") &&
        this.#lineage(path, name, 0).some((one) =>
          contracts.some((contract) => contract.path === one.path && contract.name === one.name),
        ),
    );
    const sides = new Set(behind.map(({ side }) => side));
    const targets = unique([...byFunction, ...behind]);
    return { targets, uncertain: sides.size > 1 };
  }
}

function lastName({ name, member }: SystemSymbol): string[] {
  return member === undefined ? [name, "default"] : [member.split(".").at(-1) ?? member];
}

/** `Client.*` is every member of it, and what those give in turn. */
function isNamed({ name, member }: SystemSymbol, reached: string): boolean {
  if (member === "*") return reached.startsWith(`${name}.`);
  return reached === (member === undefined ? name : `${name}.${member}`);
}

function sameModule(wanted: string, module: string): boolean {
  return module === wanted || module.startsWith(`${wanted}/`);
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
