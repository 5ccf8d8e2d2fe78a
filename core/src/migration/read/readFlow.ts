import { ts } from "../../syntax/compiler.js";
import { exportsOf, importOf } from "../../syntax/imports.js";
import { spanOf } from "../../syntax/nodes.js";
import { isBroken, parseSource } from "../../syntax/parse.js";
import { Scopes } from "../../syntax/scope.js";
import type { CallFact, FlowFacts, FunctionFact, ImportedName } from "../flowFacts.js";
import { declarationsOf } from "./declarations.js";
import { functionFact, moduleFact, parentFunction } from "./functions.js";
import { outcomeOf } from "./outcomes.js";
import { pathTo } from "./paths.js";
import { Values } from "./values.js";

/**
 * Reads the flow facts of one file; undefined for a file that cannot be parsed or whose code is nested too deeply.
 *
 * The tree is dropped on return.
 */
export function readFlow(path: string, text: string): FlowFacts | undefined {
  const parsed = parseSource(path, text);
  if (!parsed.ok) return undefined;
  try {
    return new FlowReader(parsed.sourceFile).read();
  } catch (error) {
    // Visitors are recursive; a tree that the parser survived can still be too deep for them.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class FlowReader {
  readonly #sourceFile: ts.SourceFile;
  readonly #scopes = new Scopes();
  readonly #values: Values;
  readonly #functions: FunctionFact[] = [];
  readonly #numbers = new Map<ts.Node, number>();
  readonly #nodes: ts.SignatureDeclaration[] = [];
  readonly #calls: CallFact[] = [];
  readonly #assigned = new Set<string>();

  constructor(sourceFile: ts.SourceFile) {
    this.#sourceFile = sourceFile;
    this.#values = new Values(this.#scopes, (node) => this.#numberOf(node));
  }

  read(): FlowFacts {
    const sourceFile = this.#sourceFile;
    const declarations = declarationsOf(sourceFile, this.#values, (node) => this.#numberOf(node));
    this.#visit(sourceFile);
    // Describing a function may meet another one, so the list grows while it is walked.
    this.#functions.push(moduleFact(sourceFile));
    for (let number = 1; number <= this.#nodes.length; number++) {
      const node = this.#nodes[number - 1];
      if (node === undefined) break;
      const around = parentFunction(node);
      const parent = around === undefined ? 0 : this.#numberOf(around);
      this.#functions.push(functionFact(node, parent, this.#values));
    }
    return {
      imports: importsOf(sourceFile),
      exports: exportsOf(sourceFile),
      declarations,
      locals: this.#values.locals,
      functions: this.#functions,
      calls: this.#calls,
      assigned: [...this.#assigned],
      ...(isBroken(sourceFile) && { isBroken: true }),
    };
  }

  #numberOf(node: ts.SignatureDeclaration): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    this.#nodes.push(node);
    this.#numbers.set(node, this.#nodes.length);
    return this.#nodes.length;
  }

  #visit(node: ts.Node): void {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#addCall(node);
    else if (isFunction(node)) this.#numberOf(node);
    else if (ts.isBinaryExpression(node)) this.#addAssigned(node);
    ts.forEachChild(node, (child) => {
      this.#visit(child);
    });
  }

  /** `settings.writes = true`; what a class assigns to itself is kept with its members. */
  #addAssigned({ left, operatorToken: { kind } }: ts.BinaryExpression): void {
    const isAssignment =
      kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    if (!isAssignment || !ts.isPropertyAccessExpression(left)) return;
    if (left.expression.kind !== ts.SyntaxKind.ThisKeyword) this.#assigned.add(left.name.text);
  }

  #addCall(node: ts.CallExpression | ts.NewExpression): void {
    const value = this.#values.of(node);
    if (value.k !== "call" && value.k !== "new") return;
    const around = parentFunction(node);
    const callee = node.expression;
    this.#calls.push({
      func: around === undefined ? 0 : this.#numberOf(around),
      span: spanOf(node),
      memberSpan: spanOf(ts.isPropertyAccessExpression(callee) ? callee.name : callee),
      statementSpan: spanOf(statementOf(node)),
      argumentSpans: (node.arguments ?? []).map(spanOf),
      value,
      path: pathTo(node, this.#values),
      outcome: outcomeOf(node),
    });
  }
}

function isFunction(node: ts.Node): node is ts.SignatureDeclaration {
  return ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
}

function statementOf(start: ts.Node): ts.Node {
  for (let node = start; ; node = node.parent) {
    const parent = node.parent as ts.Node | undefined;
    if (parent === undefined || ts.isStatement(node)) return node;
    if (ts.isArrowFunction(parent) && parent.body === node) return node;
  }
}

function importsOf(sourceFile: ts.SourceFile): Record<string, ImportedName> {
  const found = Object.create(null) as Record<string, ImportedName>;
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      const bindings = clause?.namedBindings;
      const all = [
        ...(clause?.name ? [clause] : []),
        ...(bindings === undefined
          ? []
          : ts.isNamespaceImport(bindings)
            ? [bindings]
            : bindings.elements),
      ];
      for (const binding of all) {
        const imported = importOf(binding);
        if (imported && binding.name) found[binding.name.text] = imported;
      }
    } else if (ts.isImportEqualsDeclaration(statement)) {
      const imported = importOf(statement);
      if (imported) found[statement.name.text] = imported;
    } else if (ts.isVariableStatement(statement)) addRequired(statement, found);
  }
  return found;
}

/** `const x = require("m")` and `const { x } = require("m")`. */
function addRequired(statement: ts.VariableStatement, found: Record<string, ImportedName>): void {
  for (const declaration of statement.declarationList.declarations) {
    const { name } = declaration;
    const bindings = ts.isIdentifier(name) ? [declaration] : name.elements;
    for (const binding of bindings) {
      if (ts.isOmittedExpression(binding) || !ts.isIdentifier(binding.name)) continue;
      const imported = importOf(binding);
      if (imported) found[binding.name.text] = imported;
    }
  }
}
