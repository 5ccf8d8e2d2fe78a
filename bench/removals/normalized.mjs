import { ts } from "ts-morph";

const printer = ts.createPrinter({ removeComments: true });

/** The text of a file without what a formatter may change: layout, quotes, parentheses, trailing commas, comments. */
export function normalized(path, text) {
  if (text === undefined) return undefined;
  if (!/\.[cm]?[jt]sx?$/u.test(path)) return text.replace(/\s+/gu, " ");
  const kind = /x$/u.test(path)
    ? ts.ScriptKind.TSX
    : /\.[cm]?js$/u.test(path)
      ? ts.ScriptKind.JSX
      : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind);
  return printer
    .printFile(source)
    .replace(/\s+/gu, " ")
    .replace(/'/gu, '"')
    .replace(/,\s*([)\]}])/gu, "$1")
    .replace(/[()]/gu, "")
    .replace(/\{ \}/gu, "{}")
    .replace(/\{" "\}/gu, " ")
    .replace(/\s*([[\]{},;])\s*/gu, "$1")
    .replace(/,([\]}])/gu, "$1");
}
