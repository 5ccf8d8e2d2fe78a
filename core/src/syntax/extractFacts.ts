import { ts } from "./compiler.js";
import { lineStartsOf } from "../text/lineIndex.js";
import type { Span } from "../text/span.js";
import { aliasesOf } from "./aliases.js";
import { classesOf } from "./classes.js";
import { Conditions } from "./conditions.js";
import { constantsOf } from "./constants.js";
import { declarationsOf } from "./declarations.js";
import type { FileFacts } from "./facts.js";
import { FunctionNumbers } from "./functions.js";
import { exportsOf, importsOf } from "./imports.js";
import { Keys } from "./keys.js";
import { spanOf } from "./nodes.js";
import { Origins } from "./origin.js";
import { parseSource } from "./parse.js";
import { Paths } from "./paths.js";
import { narrowPlan } from "./narrowPlan.js";
import type { Plan } from "./plan.js";
import { renamesOf } from "./renames.js";
import { Scopes } from "./scope.js";
import { collectCall } from "./sites/calls.js";
import { collectComponent } from "./sites/components.js";
import { collectVariable, collectVariablePattern } from "./sites/environment.js";
import { collectLiteral } from "./sites/literals.js";
import { collectOption } from "./sites/options.js";
import { collectMember, collectPattern, collectType } from "./sites/properties.js";
import { SiteContext } from "./sites/siteContext.js";
import { collectUse } from "./sites/uses.js";
import { topLevelOrigins } from "./topLevelOrigins.js";

/**
 * Reads everything that the index keeps of one file. Never fails: a file that cannot be parsed, or whose code is
 * nested beyond the stack, gives facts with a `failure` and nothing else. The tree is dropped on return.
 */
export function extractFacts(path: string, text: string, plan: Plan): FileFacts {
  const lineStarts = lineStartsOf(text);
  const parsed = parseSource(path, text);
  if (!parsed.ok) return failed(lineStarts, parsed.reason);
  try {
    return factsOf(path, parsed.sourceFile, lineStarts, plan);
  } catch (error) {
    // Visitors are recursive too; a tree that the parser survived can still be too deep for them.
    if (error instanceof RangeError) return failed(lineStarts, "its code is nested too deeply");
    throw error;
  }
}

function factsOf(
  path: string,
  sourceFile: ts.SourceFile,
  lineStarts: readonly number[],
  plan: Plan,
): FileFacts {
  const filePlan = narrowPlan(plan, identifiersOf(sourceFile));
  const scopes = new Scopes();
  const origins = new Origins(scopes);
  const functions = new FunctionNumbers(scopes);
  const context = new SiteContext({
    sourceFile,
    path,
    plan: filePlan,
    scopes,
    origins,
    paths: new Paths(scopes),
    keys: new Keys(scopes, origins, functions),
    conditions: new Conditions(scopes),
  });
  visit(sourceFile, context);
  return {
    lineStarts,
    imports: importsOf(sourceFile),
    exports: exportsOf(sourceFile),
    constants: constantsOf(sourceFile),
    declarations: declarationsOf(sourceFile, plan.initializers, scopes, origins),
    origins: topLevelOrigins(sourceFile, origins),
    topLevelFunctions: topLevelFunctions(sourceFile),
    functions: functions.facts,
    classes: classesOf(sourceFile, origins),
    renames: renamesOf(sourceFile, origins),
    aliases: aliasesOf(context.evaluations),
    sites: context.sites,
  };
}

function visit(node: ts.Node, context: SiteContext): void {
  switch (node.kind) {
    case ts.SyntaxKind.CallExpression:
      collectCall(node as ts.CallExpression, context);
      break;
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.ElementAccessExpression: {
      const access = node as ts.PropertyAccessExpression | ts.ElementAccessExpression;
      collectMember(access, context);
      collectVariable(access, context);
      break;
    }
    case ts.SyntaxKind.ObjectBindingPattern:
      collectPattern(node as ts.ObjectBindingPattern, context);
      collectVariablePattern(node as ts.ObjectBindingPattern, context);
      break;
    case ts.SyntaxKind.ObjectLiteralExpression:
      collectLiteral(node as ts.ObjectLiteralExpression, context);
      break;
    case ts.SyntaxKind.PropertyAssignment:
    case ts.SyntaxKind.JsxAttribute:
    case ts.SyntaxKind.VariableDeclaration:
      collectOption(
        node as ts.PropertyAssignment | ts.JsxAttribute | ts.VariableDeclaration,
        context,
      );
      break;
    case ts.SyntaxKind.JsxOpeningElement:
    case ts.SyntaxKind.JsxSelfClosingElement:
      collectComponent(node as ts.JsxOpeningElement | ts.JsxSelfClosingElement, context);
      break;
    case ts.SyntaxKind.IndexedAccessType:
    case ts.SyntaxKind.TypeReference:
      collectType(node as ts.TypeNode, context);
      break;
    case ts.SyntaxKind.Identifier:
      collectUse(node as ts.Identifier, context);
      break;
    default:
      break;
  }
  ts.forEachChild(node, (child) => {
    visit(child, context);
  });
}

function topLevelFunctions(sourceFile: ts.SourceFile): Record<string, Span> {
  const found = Object.create(null) as Record<string, Span>;
  for (const statement of sourceFile.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      found[statement.name.text] = spanOf(statement.name);
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        const value = declaration.initializer;
        if (value && ts.isIdentifier(declaration.name) && isFunctionValue(value, found)) {
          found[declaration.name.text] = spanOf(declaration.name);
        }
      }
    }
  }
  return found;
}

/** A function, or another name for one declared above. */
function isFunctionValue(value: ts.Expression, above: Readonly<Record<string, Span>>): boolean {
  if (ts.isIdentifier(value)) return Object.hasOwn(above, value.text);
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value);
}

/**
 * Every identifier and property name that stands in a file, or null where the compiler does not tell.
 *
 * The parser keeps the names it has met in a field that its types leave out.
 */
function identifiersOf(sourceFile: ts.SourceFile): ReadonlyMap<string, string> | null {
  const { identifiers } = sourceFile as ts.SourceFile & { identifiers?: unknown };
  return identifiers instanceof Map ? (identifiers as ReadonlyMap<string, string>) : null;
}

function failed(lineStarts: readonly number[], failure: string): FileFacts {
  return {
    lineStarts,
    imports: [],
    exports: [],
    constants: {},
    declarations: {},
    origins: {},
    topLevelFunctions: {},
    functions: [],
    classes: {},
    renames: [],
    aliases: [],
    sites: [],
    failure,
  };
}
