import type { SystemSymbol } from "../../migration/model.js";
import { importedNames } from "../syntax/modules.js";
import { parseSource } from "../syntax/unit.js";
import type { StepInput } from "./model.js";

/** What a package exports of a system: names with the members that are called on them, to any depth. */
interface Exported {
  readonly members: Map<string, Exported>;
  /** Named as a function, whose result is nobody's system. */
  isFunction: boolean;
}

/** A package that holds one of the systems, as a module made up for the checker. */
interface SystemPackage {
  readonly name: string;
  readonly isOld: boolean;
  readonly isNew: boolean;
  readonly text: string;
}

const suffix = "/halyard-system.d.ts";

/**
 * Packages that are a system. Nothing of a package is ever read: a module is made up that declares what the registry
 * and the imports name, and no more, so that values can be told by their types as those of the workspace are.
 */
export class SystemPackages {
  readonly #packages: ReadonlyMap<string, SystemPackage>;

  constructor(step: StepInput) {
    const names = new Set([...step.old, ...step.new].map(({ module }) => module));
    const outside = [...names].filter((name) => isPackage(name, step));
    this.#packages = new Map(
      outside.map((name): [string, SystemPackage] => [`${name}${suffix}`, packageOf(name, step)]),
    );
  }

  /** Paths of the made-up modules. */
  get paths(): readonly string[] {
    return [...this.#packages.keys()];
  }

  /** The text of a made-up module. */
  textOf(path: string): string | undefined {
    return this.#packages.get(path)?.text;
  }

  /** The made-up module that an import means: of the package itself, or of a part of it (`redis/cluster`). */
  resolve(specifier: string): string | undefined {
    for (const [path, { name }] of this.#packages) if (isOf(specifier, name)) return path;
    return undefined;
  }

  /** Whether a package is the old system's alone, so that all of it goes. */
  isOld(path: string): boolean {
    const found = this.#packages.get(path);
    return found !== undefined && found.isOld && !found.isNew;
  }

  /** Names of the packages. */
  get names(): readonly string[] {
    return [...this.#packages.values()].map(({ name }) => name);
  }
}

/** Whether a symbol's module is a package from outside: neither a file nor a package of the workspace. */
export function isPackage(
  module: string,
  { readFile, resolveImport }: Pick<StepInput, "readFile" | "resolveImport">,
): boolean {
  if (/\.[cm]?[jt]sx?$/u.test(module)) return false;
  return readFile(module) === undefined && resolveImport("-", module) === undefined;
}

function isOf(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** Files whose text names a package in quotes. */
export function filesNaming(
  names: readonly string[],
  { listFiles, readFile }: Pick<StepInput, "listFiles" | "readFile">,
): string[] {
  if (names.length === 0) return [];
  return listFiles().filter((path) => {
    const text = readFile(path);
    return (
      text !== undefined &&
      names.some((name) => text.includes(`"${name}`) || text.includes(`'${name}`))
    );
  });
}

function packageOf(name: string, step: StepInput): SystemPackage {
  const exported: Exported = { members: new Map(), isFunction: false };
  const own = (symbols: readonly SystemSymbol[]): SystemSymbol[] =>
    symbols.filter(({ module }) => module === name);
  for (const symbol of [...own(step.old), ...own(step.new)]) {
    const held = memberOf(exported, symbol.name);
    if (symbol.member === undefined) held.isFunction = true;
    else symbol.member.split(".").reduce(memberOf, held);
  }
  for (const path of filesNaming([name], step)) {
    const source = parseSource(path, step.readFile(path) ?? "");
    for (const { specifier, imported } of importedNames(source))
      if (isOf(specifier, name) && imported !== "*") memberOf(exported, imported);
  }
  return {
    name,
    isOld: own(step.old).length > 0,
    isNew: own(step.new).length > 0,
    text: moduleText(exported),
  };
}

function memberOf(holder: Exported, name: string): Exported {
  const known = holder.members.get(name);
  if (known !== undefined) return known;
  const made: Exported = { members: new Map(), isFunction: false };
  holder.members.set(name, made);
  return made;
}

/**
 * Each name is a type and a value at once: it may be a class, a factory of what has its members, or an object. What a
 * named function or member gives is of no system.
 */
function moduleText({ members }: Exported): string {
  const lines: string[] = [];
  let made = 0;
  const typeOf = (exported: Exported, name: string): string => {
    const parts = [...exported.members].flatMap(([member, inner]) => {
      if (!isName(member)) return [];
      return inner.members.size === 0
        ? [`${member}(...args: any[]): any;`]
        : [`${member}: ${typeOf(inner, `Part${String(made++)}`)};`];
    });
    const again = `new (...args: any[]): ${name}; (...args: any[]): ${name};`;
    lines.push(`export interface ${name} { ${again} ${parts.join(" ")} }`);
    return name;
  };
  for (const [name, exported] of members) {
    if (!isName(name)) continue;
    const local = name === "default" ? "DefaultExport" : name;
    if (exported.isFunction && exported.members.size === 0) {
      lines.push(`export declare function ${local}(...args: any[]): any;`);
    } else lines.push(`export declare const ${local}: ${typeOf(exported, local)};`);
    if (name === "default") lines.push("export default DefaultExport;");
  }
  return `${lines.join("\n")}\n`;
}

function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/u.test(text);
}
