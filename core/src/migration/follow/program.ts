import type { ReferenceView } from "../../reference/model.js";
import type { Declaration, FlowFacts, FunctionFact } from "../flowFacts.js";

/** What following needs of a workspace. Nothing here throws for what a file holds. */
export interface FlowSource {
  /** Flow facts of a file, or undefined for one that cannot be read. Remembered by content by whoever gives it. */
  factsOf(path: string): FlowFacts | undefined;
  /** The workspace file that a specifier means, or undefined for a module from outside. */
  resolveModule(specifier: string, from: string): string | undefined;
  /** Every source file, sorted. */
  readonly paths: readonly string[];
  textOf(path: string): string | undefined;
  /** Whether a file only exists to try other code. */
  isTest(path: string): boolean;
  readonly index: ReferenceView;
}

/** A top-level declaration with the file it stands in. */
export interface Declared {
  readonly path: string;
  readonly name: string;
  readonly declaration: Declaration;
}

/** What a name means: something declared in the workspace, a module of it, or something from a package. */
export type Meaning =
  | { readonly k: "declared"; readonly declared: Declared }
  | { readonly k: "module"; readonly path: string }
  | { readonly k: "outside"; readonly module: string; readonly name: string }
  | { readonly k: "unknown" };

const unknown: Meaning = { k: "unknown" };
const maximumHops = 12;

/** The files of a closure, with names looked up across them. */
export class Program {
  readonly source: FlowSource;
  readonly #meanings = new Map<string, Meaning>();
  readonly #exported = new Map<string, Meaning>();
  #near: ReadonlySet<string> | undefined;

  constructor(source: FlowSource) {
    this.source = source;
  }

  /**
   * From now on imports lead into these files only, or anywhere where none are given. Whoever asks who calls whom in a
   * closure need not read all that its files import.
   */
  stayWithin(files: readonly string[] | undefined): void {
    this.#near = files === undefined ? undefined : new Set(files);
    this.#meanings.clear();
    this.#exported.clear();
  }

  factsOf(path: string): FlowFacts | undefined {
    return this.source.factsOf(path);
  }

  functionAt(path: string, func: number): FunctionFact | undefined {
    return this.factsOf(path)?.functions[func];
  }

  /** What a name means in a file: `Name`, or `ns.Name` for a member of an imported module. */
  meaningOf(name: string, path: string): Meaning {
    const key = `${path}\0${name}`;
    const known = this.#meanings.get(key);
    if (known !== undefined) return known;
    const meaning = this.#look(name, path);
    this.#meanings.set(key, meaning);
    return meaning;
  }

  #look(name: string, path: string): Meaning {
    const dot = name.indexOf(".");
    if (dot >= 0) {
      const base = this.meaningOf(name.slice(0, dot), path);
      return this.memberOfModule(base, name.slice(dot + 1));
    }
    const facts = this.factsOf(path);
    if (facts === undefined) return unknown;
    const declaration = own(facts.declarations, name);
    const imported = own(facts.imports, name);
    if (imported !== undefined) return this.imported(imported.from, imported.name, path, 0);
    return declaration === undefined
      ? unknown
      : { k: "declared", declared: { path, name, declaration } };
  }

  /** What `name` means as a member of a module. */
  memberOfModule(meaning: Meaning, name: string): Meaning {
    if (meaning.k === "module") return this.exported(meaning.path, name, 0);
    if (meaning.k === "outside" && meaning.name === "*") {
      return { k: "outside", module: meaning.module, name };
    }
    return unknown;
  }

  imported(from: string, name: string, path: string, hops: number): Meaning {
    const file = this.source.resolveModule(from, path);
    if (file === undefined) return { k: "outside", module: from, name };
    if (this.#near?.has(file) === false) return unknown;
    return name === "*" ? { k: "module", path: file } : this.exported(file, name, hops + 1);
  }

  /** What a file exports under a name, through any number of files that hand it on. */
  exported(path: string, name: string, hops: number): Meaning {
    const key = `${path}\0${name}`;
    const known = this.#exported.get(key);
    if (known !== undefined) return known;
    const meaning = this.#export(path, name, hops);
    // What is unknown far from the question may be known to a nearer one.
    if (meaning.k !== "unknown" || hops === 0) this.#exported.set(key, meaning);
    return meaning;
  }

  #export(path: string, name: string, hops: number): Meaning {
    const facts = hops > maximumHops ? undefined : this.factsOf(path);
    if (facts === undefined) return unknown;
    for (const one of facts.exports) {
      if (one.name !== name) continue;
      if (one.from !== undefined) {
        return this.imported(one.from, one.imported ?? name, path, hops + 1);
      }
      return this.#local(facts, one.local ?? name, path, hops);
    }
    for (const { name: what, from } of facts.exports) {
      if (what !== "*" || from === undefined || !this.#mayExport(from, name, path)) continue;
      const found = this.imported(from, name, path, hops + 1);
      if (found.k === "declared" || found.k === "module") return found;
    }
    return unknown;
  }

  /** A file that never says a name, and hands nothing on, need not be read for it. */
  #mayExport(from: string, name: string, path: string): boolean {
    const file = this.source.resolveModule(from, path);
    return file !== undefined && this.source.index.mayExport?.(file, name) !== false;
  }

  #local(facts: FlowFacts, name: string, path: string, hops: number): Meaning {
    const imported = own(facts.imports, name);
    if (imported !== undefined) return this.imported(imported.from, imported.name, path, hops + 1);
    const declaration = own(facts.declarations, name);
    return declaration === undefined
      ? unknown
      : { k: "declared", declared: { path, name, declaration } };
  }
}

/** An own property of a record that people's names are the keys of. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
