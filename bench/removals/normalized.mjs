import { ts } from "ts-morph";

/**
 * What a file says, without what a formatter may change: layout, the kind of quotes, trailing commas, semicolons,
 * comments, and those parentheses that change nothing. It is the syntax tree written down, so parentheses that decide
 * what belongs together still count. `undefined` where there is no file.
 */
export function normalized(path, text) {
  if (text === undefined) return undefined;
  if (!/\.[cm]?[jt]sx?$/u.test(path)) return text.replace(/\s+/gu, " ").trim();
  const kind = /x$/u.test(path)
    ? ts.ScriptKind.TSX
    : /\.[cm]?js$/u.test(path)
      ? ts.ScriptKind.JSX
      : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind);
  if (source.parseDiagnostics.length > 0) return `does not parse\n${text}`;
  return written(source);
}

/** Whether a text parses; what is not code always does. */
export function parses(path, text) {
  return !(normalized(path, text) ?? "").startsWith("does not parse\n");
}

function written(node) {
  const { SyntaxKind: kinds } = ts;
  const inner = bare(node);
  if (inner !== node) return written(inner);
  if (ts.isJsxText(node)) return shownText(node.text);
  if (ts.isJsxExpression(node) && ts.isJsxElement(node.parent) && node.expression !== undefined) {
    const content = bare(node.expression);
    if (ts.isStringLiteral(content) && content.text.trim() === "") return "";
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    const isName = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    return isName ? `(name ${node.text})` : `(text ${JSON.stringify(node.text)})`;
  }
  if (ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node)
    return `(name ${node.text})`;
  const parts = [];
  ts.forEachChild(node, (child) => {
    const part = written(child);
    if (part !== "") parts.push(part);
  });
  if (parts.length === 0) {
    const isToken = node.getChildCount() === 0;
    return `(${kinds[node.kind]}${isToken ? ` ${node.getText()}` : ""})`;
  }
  // `let` and `const`, prefix operators and the like are no children of their nodes.
  const flags = ts.isVariableDeclarationList(node)
    ? ` ${node.flags & ts.NodeFlags.BlockScoped}`
    : "";
  const operator = "operator" in node ? ` ${kinds[node.operator]}` : "";
  const types = node.isTypeOnly === true ? " type" : "";
  return `(${kinds[node.kind]}${flags}${operator}${types} ${parts.join(" ")})`;
}

/** The expression or type that parentheses hold. */
function bare(node) {
  let at = node;
  while (ts.isParenthesizedExpression(at) || ts.isParenthesizedTypeNode(at))
    at = at.expression ?? at.type;
  return at;
}

/** Text between tags as it is shown: lines and the space around them count for nothing. */
function shownText(text) {
  const shown = text.replace(/\s+/gu, " ").trim();
  return shown === "" ? "" : `(shown ${JSON.stringify(shown)})`;
}
