import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import type { Mark, TrackedText } from "../text/trackedText.js";
import { parentOf } from "./parent.js";
import { analyseScopes, type ScopeAnalysis } from "./scopes.js";

/** One parse of a file's current text, with what was found about it. Immutable. */
export interface Unit {
  readonly path: string;
  readonly text: string;
  readonly source: ts.SourceFile;
  readonly scopes: ScopeAnalysis;
  /** Original offset of a current offset, -1 for inserted text. */
  originAt(offset: number): number;
  /** The mark of exactly this node, parentheses and type assertions around it skipped. */
  markOf(node: ts.Node): Mark | undefined;
  /** Whether the node that starts here lost the condition around it. */
  wasUnwrapped(node: ts.Node): boolean;
  /** Whether the block stayed only because a name would have clashed. */
  isKeptBlock(node: ts.Node): boolean;
  /** Ranges whose line starts must not move: the inside of template texts. */
  readonly fixedRanges: readonly Span[];
  readonly style: Style;
}

/** How the file is written. */
export interface Style {
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
  readonly newline: "\n" | "\r\n";
}

const scriptKinds: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JSX,
  jsx: ts.ScriptKind.JSX,
  mjs: ts.ScriptKind.JSX,
  cjs: ts.ScriptKind.JSX,
};

/** The kind of script that a path's ending says, or undefined for a language that is not TS or JS. */
export function scriptKindOf(path: string): ts.ScriptKind | undefined {
  return scriptKinds[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
}

/** Parses a text as its path says. */
export function parseSource(path: string, text: string): ts.SourceFile {
  const kind = scriptKindOf(path) ?? ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind);
}

/** The syntax errors of a parse; the compiler keeps them in a field that its types do not show. */
export function parseErrors(source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  const held: object & { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] } = source;
  return held.parseDiagnostics ?? [];
}

/** What earlier steps have left in a file, as original offsets. */
export interface Traces {
  readonly unwrapped: ReadonlySet<number>;
  readonly keptBlocks: ReadonlySet<number>;
}

/** Parses the current text of a file. */
export function openUnit(path: string, text: TrackedText, traces: Traces): Unit {
  const source = parseSource(path, text.text);
  const marks = new Map(text.marks().map((mark) => [mark.start, mark]));
  let scopes: ScopeAnalysis | undefined;
  let fixed: readonly Span[] | undefined;
  let style: Style | undefined;
  return {
    path,
    text: text.text,
    source,
    get scopes() {
      return (scopes ??= analyseScopes(source));
    },
    originAt: (offset) => text.originAt(offset),
    markOf(node) {
      const inner = skipOuter(node);
      const mark = marks.get(inner.getStart(source));
      return mark?.end === inner.end ? mark.mark : undefined;
    },
    wasUnwrapped(node) {
      const origin = text.originAt(node.getStart(source));
      return origin >= 0 && traces.unwrapped.has(origin);
    },
    isKeptBlock(node) {
      const origin = text.originAt(node.getStart(source));
      return origin >= 0 && traces.keptBlocks.has(origin);
    },
    get fixedRanges() {
      return (fixed ??= templateRanges(source));
    },
    get style() {
      return (style ??= styleOf(source));
    },
  };
}

/** The expression inside parentheses, `as`, `satisfies`, `!` and `<T>`. */
export function skipOuter(node: ts.Node): ts.Node {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** The expression inside parentheses. */
export function skipParentheses(node: ts.Expression): ts.Expression {
  let inner = node;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  return inner;
}

/** The outermost node that means the same value: parentheses and type assertions around it. */
export function outermost(node: ts.Node): ts.Node {
  const inner = skipOuter(node);
  let outer = node;
  for (let at = parentOf(node); at !== undefined && skipOuter(at) === inner; at = parentOf(at)) {
    outer = at;
  }
  return outer;
}

/** The outermost node that means a node's value once it has been waited for. */
export function settled(node: ts.Node): ts.Node {
  let whole = outermost(node);
  while (ts.isAwaitExpression(whole.parent)) whole = outermost(whole.parent);
  return whole;
}

function templateRanges(source: ts.SourceFile): Span[] {
  const ranges: Span[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node)
    ) {
      ranges.push({ start: node.getStart(source), end: node.end });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return ranges;
}

function styleOf(source: ts.SourceFile): Style {
  const { text } = source;
  const single = (text.match(/'/gu) ?? []).length;
  const double = (text.match(/"/gu) ?? []).length;
  const ends = source.statements.filter((statement) => !ts.isBlock(statement));
  const terminated = ends.filter((statement) => text[statement.end - 1] === ";").length;
  const needing = ends.filter(
    (s) =>
      ts.isImportDeclaration(s) ||
      ts.isVariableStatement(s) ||
      ts.isExpressionStatement(s) ||
      ts.isExportDeclaration(s) ||
      ts.isExportAssignment(s),
  ).length;
  return {
    quote: single > double ? "'" : '"',
    semicolons: needing === 0 || terminated > 0,
    newline: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
