import type { FunctionFact, LocalFact, MemberFact, TypeExpr, Value } from "../flowFacts.js";
import { own, type Meaning, type Program } from "./program.js";

/** What a value is, as far as it can be told without running anything. */
export type Entity =
  /** An object of a class, or of anything that implements an interface, declared in a file of the workspace. */
  | { readonly k: "instance"; readonly path: string; readonly name: string }
  /** The class itself. */
  | { readonly k: "class"; readonly path: string; readonly name: string }
  | { readonly k: "function"; readonly path: string; readonly func: number }
  | { readonly k: "module"; readonly path: string }
  /** Something of a package: `name` with the members taken from it. */
  | { readonly k: "outside"; readonly module: string; readonly name: string }
  | {
      readonly k: "shape";
      readonly path: string;
      /** Of the alias that names it. */
      readonly name?: string;
      readonly members: Readonly<Record<string, TypeExpr>>;
    }
  | {
      readonly k: "object";
      readonly path: string;
      readonly value: Value & { readonly k: "object" };
    }
  | { readonly k: "list"; readonly path: string; readonly of: TypeExpr };

/** How many steps (names, members, calls, types) one question may take. */
const maximumSteps = 24;
/** How many members deep one question may go. */
const maximumInside = 8;
/** How many values one question may follow in all. */
const maximumFollowed = 80;
/** A value that could be more things than this is not worth following. */
const maximumEntities = 8;

/** Values handed to a parameter by every known caller; the call graph tells them. */
export type ArgumentsOf = (path: string, func: number, index: number) => readonly PlacedValue[];

export interface PlacedValue {
  readonly path: string;
  readonly value: Value;
}

/** Follows values to what they are: through names, imports, types, fields, constructors, factories. */
export class Entities {
  readonly program: Program;
  /** Set once callers are known; until then parameters without a type are unknown. */
  argumentsOf: ArgumentsOf | undefined;
  readonly #known = new Map<Value, readonly Entity[]>();
  /** Answers of the present question. */
  readonly #asked = new Map<Value, readonly Entity[]>();
  #followed = 0;
  #steps = 0;
  /** How many members deep the present question is. */
  #inside = 0;
  readonly #looked = new Set<string>();

  constructor(program: Program) {
    this.program = program;
  }

  /** What a value of a file may be; empty where it cannot be told. */
  of(value: Value, path: string): readonly Entity[] {
    const known = this.#known.get(value) ?? this.#asked.get(value);
    if (known !== undefined) return known;
    if (this.#steps === 0) {
      this.#asked.clear();
      this.#followed = 0;
    }
    if (this.#steps > maximumSteps || this.#followed > maximumFollowed) return [];
    this.#steps++;
    this.#followed++;
    // A value that leads back to itself tells nothing more.
    this.#asked.set(value, []);
    const found = distinct(this.#follow(value, path)).slice(0, maximumEntities);
    this.#asked.set(value, found);
    this.#steps--;
    // What was found on the way may have been cut short; what was asked for has had all its steps.
    if (this.#steps === 0) this.#known.set(value, found);
    return found;
  }

  /** Forgets what was found, because more is known of callers now. */
  forget(): void {
    this.#known.clear();
  }

  #follow(value: Value, path: string): readonly Entity[] {
    switch (value.k) {
      case "name":
        return this.ofMeaning(this.program.meaningOf(value.name, path));
      case "local":
        return this.#ofLocal(value.id, path);
      case "this":
        return value.owner === undefined ? [] : [{ k: "instance", path, name: value.owner }];
      case "super":
        return this.#ofSuper(value.owner, path);
      case "member":
        return this.of(value.of, path).flatMap((base) => this.memberOf(base, value.name));
      case "item":
        return this.#ofItem(value, path);
      case "call":
        return this.#ofCall(value, path);
      case "new":
        return this.of(value.callee, path).flatMap(instanceOf);
      case "object":
        return [{ k: "object", path, value }];
      case "function":
        return [{ k: "function", path, func: value.func }];
      case "choice":
        return [...this.of(value.then, path), ...this.of(value.else, path)];
      case "logic":
        return value.op === "and"
          ? this.of(value.right, path)
          : [...this.of(value.left, path), ...this.of(value.right, path)];
      case "cast": {
        const inner = this.of(value.of, path);
        return inner.length > 0 ? inner : this.ofType(value.type, path);
      }
      default:
        return [];
    }
  }

  #ofLocal(id: number, path: string): readonly Entity[] {
    const local: LocalFact | undefined = this.program.factsOf(path)?.locals[id];
    if (local === undefined) return [];
    const typed = local.type === undefined ? [] : this.ofType(local.type, path);
    if (typed.length > 0 && !typed.some((one) => this.isContract(one))) return typed;
    return [...typed, ...this.#handedTo(local, path), ...this.#initial(local, path)];
  }

  #initial({ value }: LocalFact, path: string): readonly Entity[] {
    return value === undefined ? [] : this.of(value, path);
  }

  #handedTo({ parameter }: LocalFact, path: string): readonly Entity[] {
    if (parameter === undefined) return [];
    const handed = this.argumentsOf?.(path, parameter.func, parameter.index) ?? [];
    return handed.flatMap((one) => this.of(one.value, one.path));
  }

  /** Whether an entity is only a contract, behind which any implementation may stand. */
  isContract(entity: Entity): boolean {
    if (entity.k === "shape") return true;
    if (entity.k !== "instance") return false;
    const meaning = this.program.meaningOf(entity.name, entity.path);
    return meaning.k === "declared" && meaning.declared.declaration.k === "interface";
  }

  /** What a declaration stands for when its name is used as a value. */
  ofMeaning(meaning: Meaning): readonly Entity[] {
    if (meaning.k === "module") return [{ k: "module", path: meaning.path }];
    if (meaning.k === "outside") return [{ ...meaning }];
    if (meaning.k === "unknown") return [];
    const { path, name, declaration } = meaning.declared;
    switch (declaration.k) {
      case "class":
        return [{ k: "class", path, name }];
      case "function":
        return [{ k: "function", path, func: declaration.func }];
      case "variable": {
        const typed = declaration.type === undefined ? [] : this.ofType(declaration.type, path);
        if (typed.length > 0 && !typed.some((one) => this.isContract(one))) return typed;
        const traced = declaration.value === undefined ? [] : this.of(declaration.value, path);
        return [...typed, ...traced];
      }
      default:
        return [];
    }
  }

  /** What values of a type are. */
  ofType(type: TypeExpr, path: string, depth = 0): readonly Entity[] {
    if (depth > 10) return [];
    switch (type.k) {
      case "ref":
        return this.#ofTypeName(type.name, type.args, path, depth);
      case "shape":
        return [{ k: "shape", path, members: type.members }];
      case "any-of":
        return type.of.flatMap((one) => this.ofType(one, path, depth + 1));
      case "typeof":
        return this.ofMeaning(this.program.meaningOf(type.name, path));
      case "member":
        return this.ofType(type.of, path, depth + 1).flatMap((one) =>
          this.memberOf(one, type.name),
        );
      case "list":
        return [{ k: "list", path, of: type.of }];
      default:
        return [];
    }
  }

  #ofTypeName(
    name: string,
    args: readonly TypeExpr[],
    path: string,
    depth: number,
  ): readonly Entity[] {
    const [first] = args;
    if ((name === "ReturnType" || name === "InstanceType") && first !== undefined) {
      const made = this.ofType(first, path, depth + 1);
      return made.flatMap((one) => (name === "ReturnType" ? this.resultOf(one) : instanceOf(one)));
    }
    const meaning = this.program.meaningOf(name, path);
    if (meaning.k === "outside") return [meaning];
    if (meaning.k !== "declared") return [];
    const { declared } = meaning;
    switch (declared.declaration.k) {
      case "class":
      case "interface":
        return [{ k: "instance", path: declared.path, name: declared.name }];
      case "alias":
        return this.ofType(declared.declaration.type, declared.path, depth + 1).map((one) =>
          one.k === "shape" && one.name === undefined && one.path === declared.path
            ? { ...one, name: declared.name }
            : one,
        );
      default:
        return [];
    }
  }

  /** What `entity.name` is. */
  memberOf(entity: Entity, name: string): readonly Entity[] {
    // An object that is spread into itself has no end, and each is worth one look.
    if (this.#inside === 0) this.#looked.clear();
    if (entity.k !== "shape" && entity.k !== "list") {
      const key = `${idOf(entity)}\0${name}`;
      if (this.#looked.has(key)) return [];
      this.#looked.add(key);
    }
    if (this.#inside > maximumInside) return [];
    this.#inside++;
    const found = this.#member(entity, name);
    this.#inside--;
    return found;
  }

  #member(entity: Entity, name: string): readonly Entity[] {
    switch (entity.k) {
      case "instance":
      case "class":
        return this.#memberOfInstance(entity.path, entity.name, name, 0);
      case "module":
        return this.ofMeaning(this.program.exported(entity.path, name, 0));
      case "outside":
        return [
          {
            k: "outside",
            module: entity.module,
            name: entity.name === "*" ? name : `${entity.name}.${name}`,
          },
        ];
      case "shape": {
        const type = own(entity.members, name);
        return type === undefined ? [] : this.ofType(type, entity.path);
      }
      case "object":
        return this.#memberOfObject(entity, name);
      default:
        return [];
    }
  }

  #memberOfObject(entity: Entity & { k: "object" }, name: string): readonly Entity[] {
    const value = own(entity.value.props, name);
    if (value !== undefined) return this.of(value, entity.path);
    return entity.value.spreads.flatMap((one) =>
      this.of(one, entity.path).flatMap((base) => this.memberOf(base, name)),
    );
  }

  #memberOfInstance(path: string, name: string, member: string, depth: number): readonly Entity[] {
    const meaning = this.program.meaningOf(name, path);
    if (meaning.k !== "declared" || depth > 8) return [];
    const { declared } = meaning;
    const { declaration } = declared;
    if (declaration.k === "interface") {
      const type = own(declaration.members, member);
      if (type !== undefined) return this.ofType(type, declared.path);
      return declaration.extends.flatMap((one) =>
        this.ofType(one, declared.path).flatMap((base) => this.memberOf(base, member)),
      );
    }
    if (declaration.k !== "class") return [];
    const fact = own(declaration.members, member);
    if (fact !== undefined) return this.#ofMemberFact(fact, declared.path);
    if (declaration.extends === undefined) return [];
    return this.of(declaration.extends, declared.path).flatMap((parent) =>
      this.memberOf(parent, member),
    );
  }

  #ofMemberFact(fact: MemberFact, path: string): readonly Entity[] {
    if (fact.func !== undefined) return [{ k: "function", path, func: fact.func }];
    const typed = fact.type === undefined ? [] : this.ofType(fact.type, path);
    if (typed.length > 0 && !typed.some((one) => this.isContract(one))) return typed;
    return [...typed, ...fact.values.flatMap((one) => this.of(one, path))];
  }

  #ofSuper(owner: string | undefined, path: string): readonly Entity[] {
    const meaning = owner === undefined ? undefined : this.program.meaningOf(owner, path);
    if (meaning?.k !== "declared" || meaning.declared.declaration.k !== "class") return [];
    const parent = meaning.declared.declaration.extends;
    return parent === undefined ? [] : this.of(parent, path).flatMap(instanceOf);
  }

  #ofItem(value: Value & { k: "item" }, path: string): readonly Entity[] {
    return this.of(value.of, path).flatMap((base): readonly Entity[] => {
      if (base.k === "list") return this.ofType(base.of, base.path);
      if (base.k !== "object") return [];
      return Object.values(base.value.props).flatMap((one) => this.of(one, base.path));
    });
  }

  #ofCall(value: Value & { k: "call" }, path: string): readonly Entity[] {
    const made = this.of(value.callee, path).flatMap((one) => this.resultOf(one));
    if (made.length > 0) return made;
    // `container.get<Store>(…)` says in its type argument what it gives.
    return value.type === undefined ? [] : this.ofType(value.type, path);
  }

  /** What calling an entity gives. */
  resultOf(entity: Entity): readonly Entity[] {
    if (entity.k === "outside") return [entity];
    if (entity.k !== "function") return [];
    const fact: FunctionFact | undefined = this.program.functionAt(entity.path, entity.func);
    if (fact === undefined) return [];
    const typed = fact.type === undefined ? [] : this.ofType(fact.type, entity.path);
    if (typed.length > 0 && !typed.some((one) => this.isContract(one))) return typed;
    return [...typed, ...fact.returns.flatMap((one) => this.of(one.value, entity.path))];
  }
}

function instanceOf(entity: Entity): readonly Entity[] {
  if (entity.k === "class") return [{ ...entity, k: "instance" }];
  return entity.k === "outside" ? [entity] : [];
}

function distinct(entities: readonly Entity[]): Entity[] {
  if (entities.length < 2) return [...entities];
  const seen = new Map<string, Entity>();
  const shapes = new Set<unknown>();
  const found: Entity[] = [];
  for (const one of entities) {
    if (one.k === "shape" || one.k === "list") {
      const part = one.k === "shape" ? one.members : one.of;
      if (!shapes.has(part)) found.push(one);
      shapes.add(part);
      continue;
    }
    const id = idOf(one);
    if (!seen.has(id)) found.push(one);
    seen.set(id, one);
  }
  return found;
}

function idOf(entity: Exclude<Entity, { readonly k: "shape" | "list" }>): string {
  switch (entity.k) {
    case "instance":
    case "class":
      return `${entity.k}\0${entity.path}\0${entity.name}`;
    case "function":
      return `f\0${entity.path}\0${String(entity.func)}`;
    case "module":
      return `m\0${entity.path}`;
    case "outside":
      return `o\0${entity.module}\0${entity.name}`;
    case "object":
      return `v\0${entity.path}\0${String(entity.value.start)}`;
  }
}
