import { ts } from "./compiler.js";
import { isEmbedded, scriptOf } from "./embedded.js";

/** A parsed file, or why it could not be parsed. */
export type ParseResult =
  | { readonly ok: true; readonly sourceFile: ts.SourceFile }
  | { readonly ok: false; readonly reason: string };

/**
 * Parses one file with parent pointers and without JSDoc.
 *
 * The compiler's parser is recursive and throws RangeError on code nested about a thousand levels deep; that file
 * is given up with a reason. Syntax errors are not failures: the tree is read as far as it goes.
 */
export function parseSource(path: string, text: string): ParseResult {
  const source = isEmbedded(path) ? scriptOf(text) : text;
  try {
    const sourceFile = ts.createSourceFile(
      path,
      source,
      { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
      true,
      scriptKindOf(path),
    );
    return { ok: true, sourceFile };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, reason: "its code is nested too deeply" };
    throw error;
  }
}

/** Whether a parse met syntax errors; the compiler keeps them in a field that its types do not show. */
export function isBroken(sourceFile: ts.SourceFile): boolean {
  const held: object & { parseDiagnostics?: readonly unknown[] } = sourceFile;
  return (held.parseDiagnostics?.length ?? 0) > 0;
}

/** JSX is allowed in every JavaScript file, as bundlers do, and in components, whose dialect is not known here. */
function scriptKindOf(path: string): ts.ScriptKind {
  if (/\.[mc]?ts$/.test(path)) return ts.ScriptKind.TS;
  if (path.endsWith(".tsx") || /\.[mc]?jsx?$/.test(path))
    return path.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
  return ts.ScriptKind.TS;
}
