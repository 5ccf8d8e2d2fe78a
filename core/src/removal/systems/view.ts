import { ts } from "ts-morph";
import type { SystemSymbol } from "../../migration/model.js";
import type { RemovalProject } from "../plan/project.js";
import { closedProgram, closureOf } from "../verify/closedProgram.js";
import type { StepInput } from "./model.js";
import { filesNaming, SystemPackages } from "./packages.js";
import {
  declaredIn,
  holderOf,
  isInsideOf,
  reachesSymbol,
  unaliased,
  type Declared,
} from "./symbols.js";

/** Files that a step looks into at most; a migration that spreads further is refused by what it leaves. */
const maximumFiles = 900;

/** The types of the files as they are before the step: what is of the system that goes. */
export class SystemView {
  /** Living files from which something that goes can be reached, tests included; sorted. */
  readonly paths: readonly string[];
  /** Packages that are a system. */
  readonly packages: SystemPackages;
  readonly #declared: ReadonlyMap<SystemSymbol, Declared>;
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #isDying: (path: string) => boolean;
  #judged = new WeakMap<ts.Node, boolean>();
  readonly #let = new Set<ts.Symbol>();

  constructor(project: RemovalProject, step: StepInput) {
    const packages = new SystemPackages(step);
    this.packages = packages;
    const source = {
      textOf: (path: string) => packages.textOf(path) ?? project.input.readFile(path),
      resolve: (from: string, specifier: string) =>
        project.resolve(from, specifier) ?? packages.resolve(specifier),
    };
    const reached = reachOf(project, rootsOf(step, packages));
    const files = closureOf(source, reached, maximumFiles);
    this.#program = closedProgram(source, [...new Set([...files, ...packages.paths])]);
    this.#checker = this.#program.getTypeChecker();
    this.#isDying = (path) => step.isDying(path) || packages.isOld(path);
    this.#declared = this.#declaredOf(project, step);
    const goes = (path: string): boolean => step.takes === "everything" && step.isDying(path);
    this.paths = reached.filter((path) => !goes(path)).sort();
  }

  /** The checked parse of a file; its offsets are those of the original text. */
  source(path: string): ts.SourceFile | undefined {
    return this.#program.getSourceFile(`/${path}`);
  }

  /** The compiler's answer for names and types. */
  get checker(): ts.TypeChecker {
    return this.#checker;
  }

  /** Lets a living name go too. Returns whether that is news. */
  letGo(symbol: ts.Symbol): boolean {
    if (this.#let.has(symbol)) return false;
    this.#let.add(symbol);
    this.#judged = new WeakMap();
    return true;
  }

  /** Whether an expression or a name means something that goes: declared in a dying file, or typed by it. */
  isDying(node: ts.Node): boolean {
    const known = this.#judged.get(node);
    if (known !== undefined) return known;
    const judged = this.#judge(node);
    this.#judged.set(node, judged);
    return judged;
  }

  #judge(node: ts.Node): boolean {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      const symbol = this.symbolOf(node);
      if (symbol !== undefined && this.isDeclaredDying(symbol)) return true;
      const declared = symbol?.valueDeclaration;
      if (declared !== undefined && ts.isVariableDeclaration(declared)) {
        // Where both sides look alike, the compiler calls a choice between them by the name of either.
        if (declared.initializer !== undefined && this.#mayLive(declared.initializer)) return false;
      }
    }
    return this.isDyingType(this.#checker.getTypeAtLocation(node));
  }

  /** Whether a type is one of a dying file, a promise or a list of it, or a union of nothing else. */
  isDyingType(type: ts.Type): boolean {
    if (type.isUnion()) {
      const nullish = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;
      const parts = type.types.filter((part) => (part.flags & nullish) === 0);
      return parts.length > 0 && parts.every((part) => this.isDyingType(part));
    }
    const symbol = type.aliasSymbol ?? type.getSymbol();
    if (symbol === undefined) return false;
    if (this.isDeclaredDying(symbol)) return true;
    if (!/^(?:Promise|PromiseLike|Array|ReadonlyArray)$/u.test(symbol.name)) return false;
    const [inner] = this.#checker.getTypeArguments(type as ts.TypeReference);
    return inner !== undefined && this.isDyingType(inner);
  }

  /** What a name means, through imports. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    return symbol === undefined ? undefined : unaliased(this.#checker, symbol);
  }

  /** The system's symbol that a call reaches, if any. */
  reached(call: ts.CallExpression, symbols: readonly SystemSymbol[]): SystemSymbol | undefined {
    return symbols.find((one) => {
      const declared = this.#declared.get(one);
      return declared !== undefined && reachesSymbol(this.#checker, call, declared);
    });
  }

  /** What symbols of the registry name, where the code has it. */
  declared(symbols: readonly SystemSymbol[]): Declared[] {
    return symbols.flatMap((one) => this.#declared.get(one) ?? []);
  }

  /** Whether a node stands inside of what symbols name. */
  isInside(node: ts.Node, symbols: readonly SystemSymbol[]): boolean {
    return isInsideOf(this.#checker, node, this.declared(symbols));
  }

  #declaredOf(project: RemovalProject, step: StepInput): Map<SystemSymbol, Declared> {
    const found = new Map<SystemSymbol, Declared>();
    for (const symbol of [...step.old, ...step.new]) {
      const { module, name } = symbol;
      const path =
        project.input.readFile(module) === undefined
          ? (project.resolve("-", module) ?? this.packages.resolve(module))
          : module;
      const source = path === undefined ? undefined : this.source(path);
      const owner = source && declaredIn(this.#checker, source, name);
      if (owner === undefined) continue;
      const holder = holderOf(this.#checker, owner, symbol.member);
      found.set(symbol, { symbol, owner, ...(holder && { holder }) });
    }
    return found;
  }

  /** A choice of which one side does not go. */
  #mayLive(expression: ts.Expression): boolean {
    let inner = expression;
    while (ts.isParenthesizedExpression(inner) || ts.isAwaitExpression(inner))
      inner = inner.expression;
    const sides = ts.isConditionalExpression(inner)
      ? [inner.whenTrue, inner.whenFalse]
      : ts.isBinaryExpression(inner) && /^(?:\?\?|\|\||&&)$/u.test(inner.operatorToken.getText())
        ? [inner.left, inner.right]
        : [];
    return sides.some((side) => this.#mayLive(side) || !this.isDying(side));
  }

  /** Whether a symbol was let go, or is declared in what goes as a whole. */
  isDeclaredDying(symbol: ts.Symbol): boolean {
    if (this.#let.has(symbol)) return true;
    return (symbol.declarations ?? []).some((declaration) => this.#isDying(pathOf(declaration)));
  }

  /** Whether a symbol is of a package that is a system. */
  isOfPackage(symbol: ts.Symbol): boolean {
    return (symbol.declarations ?? []).some(
      (declaration) => this.packages.textOf(pathOf(declaration)) !== undefined,
    );
  }

  /** Whether a call is of a member of a package's object that the registry names of neither system. */
  isUnnamed(call: ts.CallExpression, on: ts.Expression): boolean {
    const type = this.#checker.getTypeAtLocation(on);
    const owner = type.aliasSymbol ?? type.getSymbol();
    if (owner === undefined || !this.isOfPackage(owner)) return false;
    return this.reached(call, [...this.#declared.keys()]) === undefined;
  }

  /** Whether an import of a file names what goes as a whole: a dying file, or a package of the old system. */
  isDyingModule(project: RemovalProject, from: string, specifier: string): boolean {
    const target = project.resolve(from, specifier) ?? this.packages.resolve(specifier);
    return target !== undefined && this.#isDying(target);
  }
}

/** The path of a node's file, relative to the workspace root. */
export function pathOf(node: ts.Node): string {
  return node.getSourceFile().fileName.slice(1);
}

/** The last name of what a call calls. */
export function calledName(call: ts.CallExpression): ts.MemberName | undefined {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee)) return callee.name;
  return ts.isIdentifier(callee) ? callee : undefined;
}

function rootsOf(step: StepInput, packages: SystemPackages): string[] {
  const symbols = [...step.old, ...step.new];
  const modules = symbols.map(({ module }) => step.resolveImport("-", module) ?? module);
  const users = filesNaming(packages.names, step);
  const dying = step.listFiles().filter((path) => step.isDying(path));
  const keys = step.folds.map(({ flagKey }) => flagKey);
  const naming = step.listFiles().filter((path) => {
    const text = step.readFile(path);
    return text !== undefined && keys.some((key) => text.includes(key));
  });
  const flags = step.folds.flatMap(({ references }) => references.map(({ path }) => path));
  return [...new Set([...modules, ...users, ...dying, ...naming, ...flags])];
}

/** The roots and everything that imports them, directly or not. */
function reachOf(project: RemovalProject, roots: readonly string[]): string[] {
  const found = new Set(roots.filter((path) => project.input.readFile(path) !== undefined));
  const queue = [...found];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const importer of project.importersOf(path)) {
      if (found.has(importer) || found.size >= maximumFiles) continue;
      found.add(importer);
      queue.push(importer);
    }
  }
  return [...found];
}
