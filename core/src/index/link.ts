import type { MethodMatcher } from "../adapters/model.js";
import { constantAt } from "../syntax/constantAt.js";
import type { FileFacts, KeyExpression, Origin, Site } from "../syntax/facts.js";
import type { DerivedTarget, PlannedMatcher } from "../syntax/plan.js";
import { GlobLists } from "../text/globLists.js";
import { isConfigured } from "./plannedMatchers.js";

/** Where a value really comes from, once imports are followed. */
export type Resolved =
  | { readonly kind: "package"; readonly from: string; readonly name: string }
  | {
      readonly kind: "workspace";
      readonly file: string;
      readonly name: string;
      readonly rest: readonly string[];
    }
  /** Handed in, global, or beyond what is traced. */
  | { readonly kind: "untraced" };

/** What linking needs of the rest of the index. */
export interface LinkWorld {
  /** Facts of a file. Asking for one that was not parsed yet makes the index parse it and link once more. */
  factsOf(path: string): FileFacts | undefined;
  /** Whether the file's facts are at hand. */
  isParsed(path: string): boolean;
  /** False when the file certainly exports nothing of that name; answered without parsing it. */
  mayExport(path: string, name: string): boolean;
  /** False when what the file exports under that name cannot come from an SDK; answered without parsing it. */
  mayHandOut(path: string, name: string): boolean;
  resolveModule(specifier: string, from: string): string | undefined;
  isKnownKey(key: string): boolean;
  /** The known key that a client's camelCase name stands for, where exactly one does. */
  keyOfCamelName(name: string): string | undefined;
  /** Whether any registry covers the file, so that unknown keys mean something. */
  hasRegistry(path: string): boolean;
}

const untraced: Resolved = { kind: "untraced" };
const maximumDepth = 16;

/** Follows origins through imports, barrels and aliases of other files. */
export class Linker {
  readonly #world: LinkWorld;
  /** Follows imports only where they may lead to an SDK; much is called like an SDK's method and never does. */
  readonly #toPackages: Linker;
  readonly globs = new GlobLists();

  constructor(world: LinkWorld, onlyToPackages = false) {
    this.#world = world;
    this.#toPackages = onlyToPackages
      ? this
      : new Linker(
          {
            ...world,
            mayExport: (path, name) => world.mayHandOut(path, name) && world.mayExport(path, name),
          },
          true,
        );
  }

  /** Whether the module that `from` means at `path` is known already, so that following it costs no parsing. */
  isParsed(from: string, path: string): boolean {
    const file = this.#world.resolveModule(from, path);
    return file !== undefined && this.#world.isParsed(file);
  }

  /** Where an origin leads; `stop` is a binding whose own origin does not matter. */
  resolve(origin: Origin, path: string, depth = 0, stop?: DerivedTarget): Resolved {
    if (depth > maximumDepth) return untraced;
    if (origin.kind === "local") return this.#local(path, origin.name, origin.rest, depth, stop);
    if (origin.kind !== "import") return untraced;
    const target = this.#world.resolveModule(origin.from, path);
    if (target === undefined) {
      return origin.from.startsWith(".")
        ? untraced
        : { kind: "package", from: origin.from, name: origin.name };
    }
    return (
      this.#exported(target, origin.name, origin.rest, depth + 1, stop) ?? {
        kind: "workspace",
        file: target,
        name: origin.name,
        rest: origin.rest,
      }
    );
  }

  /** What a function or method of the workspace gives back, where that can be told; anything else as it is. */
  given(resolved: Resolved, depth = 0): Resolved {
    if (resolved.kind !== "workspace" || depth > 4) return resolved;
    const { file, name, rest } = resolved;
    if (!this.#world.mayExport(file, name)) return resolved;
    const origins = this.#world.factsOf(file)?.origins;
    const [method = "", ...others] = rest;
    const ways = [
      { called: `${name}()`, after: rest },
      { called: `${name}.${method}()`, after: others },
    ];
    for (const { called, after } of ways) {
      const origin = origins && Object.hasOwn(origins, called) ? origins[called] : undefined;
      if (origin === undefined) continue;
      return this.given(this.resolve(extend(origin, after), file), depth + 1);
    }
    return resolved;
  }

  /** The key of a site: a string, a pattern for a key built at run time, or null where a wrapper's caller gives it. */
  keyOf(key: KeyExpression, path: string): { key: string } | { pattern: string } | null {
    switch (key.kind) {
      case "literal":
        return { key: key.value };
      case "pattern":
        return { pattern: key.pattern };
      case "unknown":
        return { pattern: "*" };
      case "parameter": {
        const owner = this.#world.factsOf(path)?.functions[key.func];
        const isKnown = (owner?.name ?? null) !== null && owner?.escapes !== true;
        return isKnown ? null : { pattern: "*" };
      }
      case "symbol": {
        const value = this.constantOf(this.resolve(key.origin, path));
        return typeof value === "string" ? { key: value } : { pattern: "*" };
      }
    }
  }

  /** The key that a site reads; a name that its SDK writes in camelCase is taken back to the flag's key. */
  keyAt(site: Site, planned: PlannedMatcher, path: string): ReturnType<Linker["keyOf"]> {
    const found = this.keyOf(site.key, path);
    const { matcher } = planned;
    if (found === null || !("key" in found)) return found;
    const isRenamed = matcher.kind === "property" && matcher.keyCase === "camel";
    if (!isRenamed || this.#world.isKnownKey(found.key)) return found;
    return { key: this.#world.keyOfCamelName(found.key) ?? found.key };
  }

  /** The string constant that a resolved binding holds. */
  constantOf(resolved: Resolved): string | undefined {
    if (resolved.kind !== "workspace") return undefined;
    const constants = this.#world.factsOf(resolved.file)?.constants;
    if (constants === undefined || !Object.hasOwn(constants, resolved.name)) return undefined;
    const constant = constants[resolved.name];
    const value = constant === undefined ? undefined : constantAt(constant, resolved.rest);
    return typeof value === "string" ? value : undefined;
  }

  /** Whether a site is what its matcher means. */
  accepts(site: Site, planned: PlannedMatcher, path: string): boolean {
    const { target, matcher } = planned;
    if (target !== undefined) return this.#isTarget(site, planned, path);
    if (matcher.from === undefined || site.receiverNamed) return true;
    const linker = isConfigured(planned) ? this : this.#toPackages;
    const written = linker.resolve(site.origin, path);
    // A method or property may be asked of what a function of the user's gives; a call is of the function itself.
    const isMember = matcher.kind === "method" || matcher.kind === "property";
    const resolved = isMember ? linker.given(written) : written;
    if (resolved.kind === "package") return comesFrom(resolved.from, matcher.from);
    // An adapter's `from` names packages; a file of the user's that is called like one is not the SDK.
    if (resolved.kind === "workspace") {
      return isConfigured(planned) && this.#comesFromFile(resolved.file, matcher.from);
    }
    // The value was handed in, or cannot be followed. A name that only this SDK has, or a key that is certainly a
    // flag's, is evidence enough; a common name with an unknown key is not.
    if (site.origin.kind === "import") return false;
    if (matcher.kind !== "method") return false;
    return isDistinctive(matcher) || this.#literalKnown(site);
  }

  /** Whether an accepted key is believed, given how weak the evidence of the shape is. */
  believes(site: Site, planned: PlannedMatcher, key: string, path: string): boolean {
    const { keys, knownKeysOnly = false } = planned.matcher;
    if (knownKeysOnly && !this.#world.isKnownKey(key)) return false;
    if (keys !== undefined && this.globs.match(key, keys)) return true;
    if (keys !== undefined && planned.matcher.kind !== "env") return false;
    if (!site.knownKeysOnly || this.#world.isKnownKey(key)) return true;
    // Without a registry nothing is known, and the user's own flags object is believed.
    return (
      isConfigured(planned) &&
      site.access === "read" &&
      site.kind === "property" &&
      !this.#world.hasRegistry(path)
    );
  }

  /** Whether a value certainly comes from where the matcher says; any origin does where it says nothing. */
  comesFrom(origin: Origin, planned: PlannedMatcher, path: string): boolean {
    const from = planned.matcher.from;
    if (from === undefined) return true;
    const linker = isConfigured(planned) ? this : this.#toPackages;
    const resolved = linker.resolve(origin, path);
    if (resolved.kind === "package") return comesFrom(resolved.from, from);
    return (
      resolved.kind === "workspace" &&
      isConfigured(planned) &&
      this.#comesFromFile(resolved.file, from)
    );
  }

  /** The same linker for questions of SDKs only: it stops where no SDK can be reached. */
  get toPackages(): Linker {
    return this.#toPackages;
  }

  #comesFromFile(file: string, from: readonly string[]): boolean {
    return this.globs.match(file, from) || from.some((one) => file.startsWith(`${one}.`));
  }

  #literalKnown(site: Site): boolean {
    return site.key.kind === "literal" && this.#world.isKnownKey(site.key.value);
  }

  #isTarget(site: Site, planned: PlannedMatcher, path: string): boolean {
    const target = planned.target;
    const resolved = this.resolve(site.origin, path, 0, target);
    if (target === undefined || resolved.kind !== "workspace") return false;
    if (target.member !== undefined) return this.#isMember(resolved, target);
    const { file, name, rest } = resolved;
    return file === target.file && name === target.name && rest.length === 0;
  }

  /** A method's origin is that of its receiver: the class, one that extends it, or the object that holds it. */
  #isMember(receiver: Resolved, target: DerivedTarget, depth = 0): boolean {
    if (receiver.kind !== "workspace" || depth > maximumDepth) return false;
    const { file, name, rest } = receiver;
    if (rest.length > 0 && rest[0] !== target.member) return false;
    if (file === target.file && (name === target.name || name === "default")) return true;
    const classes = this.#world.factsOf(file)?.classes ?? {};
    const own = Object.hasOwn(classes, name) ? classes[name] : undefined;
    if (own === undefined || own.members.includes(target.member ?? "")) return false;
    return this.#isMember(this.resolve(own.parent, file, 0, target), target, depth + 1);
  }

  #local(
    path: string,
    name: string,
    rest: readonly string[],
    depth: number,
    stop?: DerivedTarget,
  ): Resolved {
    if (depth > maximumDepth) return untraced;
    if (stop?.file === path && stop.name === name) {
      return { kind: "workspace", file: path, name, rest };
    }
    const facts = this.#world.factsOf(path);
    const [member, ...others] = rest;
    const memberName = `${name}.${member ?? ""}`;
    const declared =
      facts !== undefined && Object.hasOwn(facts.origins, memberName)
        ? facts.origins[memberName]
        : undefined;
    if (declared !== undefined)
      return this.resolve(extend(declared, others), path, depth + 1, stop);
    const origin =
      facts !== undefined && Object.hasOwn(facts.origins, name) ? facts.origins[name] : undefined;
    // What a flag constant is made by does not matter to its uses: they mean the constant.
    const holdsConstant =
      facts !== undefined &&
      (Object.hasOwn(facts.constants, name) || Object.hasOwn(facts.declarations, name));
    if (
      origin !== undefined &&
      !holdsConstant &&
      !(origin.kind === "local" && origin.name === name)
    ) {
      return this.resolve(extend(origin, rest), path, depth + 1, stop);
    }
    const imported = facts?.imports.find((one) => one.local === name);
    if (imported !== undefined) {
      return this.resolve(
        { kind: "import", from: imported.from, name: imported.imported, rest },
        path,
        depth + 1,
        stop,
      );
    }
    return { kind: "workspace", file: path, name, rest };
  }

  #exported(
    file: string,
    name: string,
    rest: readonly string[],
    depth: number,
    stop?: DerivedTarget,
  ): Resolved | undefined {
    if (depth > maximumDepth || !this.#world.mayExport(file, name)) return undefined;
    const facts = this.#world.factsOf(file);
    if (facts === undefined) return undefined;
    const [first, ...others] = rest;
    if (name === "*") {
      return this.#exported(file, first ?? "default", others, depth + 1, stop);
    }
    const own = facts.exports.find((one) => one.name === name);
    if (own?.local !== undefined) return this.#local(file, own.local, rest, depth + 1, stop);
    if (own?.from !== undefined) {
      return this.resolve(
        { kind: "import", from: own.from, name: own.imported ?? "*", rest },
        file,
        depth + 1,
        stop,
      );
    }
    if (own !== undefined) return this.#local(file, name, rest, depth + 1, stop);
    return this.#starExported(facts, file, name, rest, depth, stop);
  }

  #starExported(
    facts: FileFacts,
    file: string,
    name: string,
    rest: readonly string[],
    depth: number,
    stop?: DerivedTarget,
  ): Resolved | undefined {
    for (const star of facts.exports) {
      if (star.name !== "*" || star.from === undefined) continue;
      const target = this.#world.resolveModule(star.from, file);
      if (target === undefined) {
        if (!star.from.startsWith(".")) return { kind: "package", from: star.from, name };
        continue;
      }
      const found = this.#exported(target, name, rest, depth + 1, stop);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function extend(origin: Origin, rest: readonly string[]): Origin {
  return "rest" in origin ? { ...origin, rest: [...origin.rest, ...rest] } : origin;
}

function isDistinctive(matcher: MethodMatcher): boolean {
  return matcher.distinctive === true;
}

/** A package's own specifier and its subpaths. */
function comesFrom(specifier: string, from: readonly string[]): boolean {
  return from.some((one) => specifier === one || specifier.startsWith(`${one}/`));
}
