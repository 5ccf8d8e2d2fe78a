import * as posix from "node:path/posix";
import { Node, Project, SyntaxKind, ts, VariableDeclarationKind } from "ts-morph";
import type { Type } from "ts-morph";
import { callOf, functionAround, nameOf, outermost, parameterOf, unwrapped } from "./nodes.js";
import type { KeyPath } from "./nodes.js";
import { sdkDeclarations } from "./sdk.js";

/**
 * What a full project with types and findReferences says: every place that hands the SDK a key, directly or through
 * wrappers, and every use of a function or constant that gives exactly one flag's value. `path:line:column key`.
 */
export function referencesByChecker(files: Readonly<Record<string, string>>): string[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: compilerOptionsOf(files["tsconfig.json"]),
  });
  const sdk = project.createSourceFile("/node_modules/flag-sdk/index.d.ts", sdkDeclarations);
  for (const [path, text] of Object.entries(files)) {
    if (/\.(?:[mc]?tsx?|jsx?)$/.test(path)) project.createSourceFile(`/${path}`, text);
    else project.getFileSystem().writeFileSync(`/${path}`, text);
  }
  const oracle = new Oracle();
  const client = sdk.getClassOrThrow("Client");
  const accessors = [
    sdk.getFunctionOrThrow("isOn").getNameNodeOrThrow(),
    sdk.getFunctionOrThrow("useFlag").getNameNodeOrThrow(),
    client.getMethodOrThrow("isOn").getNameNode(),
  ];
  for (const accessor of accessors) oracle.follow(accessor, { index: 0 });
  return [...oracle.found].sort();
}

function compilerOptionsOf(tsconfig: string | undefined): ts.CompilerOptions {
  const written: unknown = tsconfig === undefined ? {} : JSON.parse(tsconfig);
  const { baseUrl, paths } =
    (written as { compilerOptions?: { baseUrl?: string; paths?: Record<string, string[]> } })
      .compilerOptions ?? {};
  return {
    strict: true,
    allowJs: true,
    jsx: ts.JsxEmit.Preserve,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    ...(paths === undefined ? {} : { paths: absolutePaths(paths, baseUrl ?? ".") }),
  };
}

function absolutePaths(
  paths: Readonly<Record<string, readonly string[]>>,
  baseUrl: string,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(paths).map(([pattern, targets]) => [
      pattern,
      targets.map((target) => posix.join("/", baseUrl, target)),
    ]),
  );
}

class Oracle {
  readonly found = new Set<string>();
  readonly #followed = new Set<string>();

  /** Follows every use of a function that takes a key. */
  follow(name: Node, path: KeyPath): void {
    if (this.#isKnown(name, `${String(path.index)}.${path.member ?? ""}`)) return;
    for (const use of usesOf(name)) {
      const call = callOf(use);
      if (call !== undefined) this.#argument(call, path);
      else this.#alias(use, path);
    }
  }

  /** `const on = isOn` and `{ on: isOn }` are the accessor under another name. */
  #alias(use: Node, path: KeyPath): void {
    const value = Node.isPropertyAccessExpression(use.getParent()) ? use.getParentOrThrow() : use;
    const holder = value.getParent();
    if (Node.isVariableDeclaration(holder) && holder.getInitializer() === value) {
      this.follow(holder.getNameNode(), path);
    } else if (Node.isPropertyAssignment(holder)) {
      this.follow(holder.getNameNode(), path);
    }
  }

  #argument(call: Node, { index, member }: KeyPath): void {
    if (!Node.isCallExpression(call)) return;
    const argument = call.getArguments()[index];
    if (argument === undefined) return;
    const value = member === undefined ? argument : memberOf(argument, member);
    if (value === undefined) return;
    const keys = this.#keys(value);
    if (keys.length === 1 && keys[0] !== undefined) this.#givesFlag(call, keys[0]);
  }

  /** Notes the keys that an expression stands for; a parameter leads to the callers. */
  #keys(expression: Node): string[] {
    const node = unwrapped(expression);
    if (Node.isConditionalExpression(node)) {
      return [...this.#keys(node.getWhenTrue()), ...this.#keys(node.getWhenFalse())];
    }
    const parameter = parameterOf(node);
    if (parameter !== undefined) {
      const name = nameOf(parameter.owner);
      if (name === undefined) this.#note(node, "dynamic");
      else this.follow(name, parameter.path);
      return [];
    }
    const literal = typeOf(node).getLiteralValue();
    const key = typeof literal === "string" ? literal : undefined;
    this.#note(node, key ?? "dynamic");
    return key === undefined ? [] : [key];
  }

  /** A function or top-level constant that gives just this value reads the flag wherever it is used. */
  #givesFlag(call: Node, key: string): void {
    const value = outermost(call);
    const holder = value.getParent();
    const owner = functionAround(value);
    const isConstant =
      Node.isVariableDeclaration(holder) &&
      holder.getVariableStatement()?.getDeclarationKind() === VariableDeclarationKind.Const;
    const name = isConstant ? holder.getNameNode() : owner && nameOf(owner);
    if (name === undefined || !isTopLevel(name) || this.#isKnown(name, key)) return;
    for (const use of usesOf(name)) {
      this.#note(use, key);
      const outer = callOf(use) ?? use;
      this.#givesFlag(outer, key);
    }
  }

  #note(node: Node, key: string): void {
    const { line, column } = node.getSourceFile().getLineAndColumnAtPos(node.getStart());
    const path = node.getSourceFile().getFilePath().slice(1);
    this.found.add(`${path}:${String(line)}:${String(column)} ${key}`);
  }

  #isKnown(name: Node, what: string): boolean {
    const id = `${name.getSourceFile().getFilePath()}:${String(name.getPos())}:${what}`;
    if (this.#followed.has(id)) return true;
    this.#followed.add(id);
    return false;
  }
}

/** Where a declaration is used: neither where it is declared nor where modules pass it on. */
function usesOf(name: Node): Node[] {
  const references = referencesTo(name);
  // `export default name` starts a symbol of its own, which `name` does not lead to through a namespace.
  const exported = references.flatMap((node) => {
    const assignment = node.getParent();
    const keyword = Node.isExportAssignment(assignment)
      ? assignment.getFirstChildByKind(SyntaxKind.DefaultKeyword)
      : undefined;
    return keyword === undefined ? [] : referencesTo(keyword);
  });
  return [...new Set([...references, ...exported])]
    .filter((node) => !node.getSourceFile().isInNodeModules())
    .filter((node) => node.getKind() !== SyntaxKind.DefaultKeyword)
    .filter((node) => !isPassedOn(node));
}

function referencesTo(name: Node): Node[] {
  const service = name.getProject().getLanguageService();
  return service
    .findReferencesAtPosition(name.getSourceFile(), name.getStart())
    .flatMap((one) => one.getReferences())
    .map((one) => one.getNode())
    .filter(
      (node) =>
        node.getStart() !== name.getStart() || node.getSourceFile() !== name.getSourceFile(),
    );
}

function isPassedOn(node: Node): boolean {
  const parent = node.getParent();
  return (
    Node.isImportSpecifier(parent) ||
    Node.isImportClause(parent) ||
    Node.isNamespaceImport(parent) ||
    Node.isExportSpecifier(parent) ||
    Node.isExportAssignment(parent) ||
    Node.isNamespaceExport(parent) ||
    Node.isMethodDeclaration(parent) ||
    Node.isMethodSignature(parent) ||
    Node.isPropertySignature(parent)
  );
}

/** Only names of the module itself are known to other files by themselves. */
function isTopLevel(name: Node): boolean {
  const declaration = name.getParent();
  if (Node.isFunctionDeclaration(declaration)) return Node.isSourceFile(declaration.getParent());
  if (!Node.isVariableDeclaration(declaration)) return false;
  return Node.isSourceFile(declaration.getVariableStatement()?.getParent());
}

/** A shorthand member's own type is widened; the variable's is not. */
function typeOf(node: Node): Type {
  const parent = node.getParent();
  const variable = Node.isShorthandPropertyAssignment(parent)
    ? parent.getValueSymbol()?.getValueDeclaration()
    : undefined;
  return (variable ?? node).getType();
}

function memberOf(argument: Node, name: string): Node | undefined {
  const object = unwrapped(argument);
  if (!Node.isObjectLiteralExpression(object)) return undefined;
  const property = object.getProperty(name);
  if (Node.isPropertyAssignment(property)) return property.getInitializer();
  return Node.isShorthandPropertyAssignment(property) ? property.getNameNode() : undefined;
}
