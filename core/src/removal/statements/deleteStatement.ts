import { ts } from "ts-morph";
import { statementList } from "../syntax/positions.js";
import type { Unit } from "../syntax/unit.js";
import { startsLine, wholeLines } from "../text/layout.js";
import { withLeadingComments } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";
import { hoistedOut, joinsPrevious } from "./splice.js";

/** Where the deletion of a statement starts: the comments directly above describe it and go with it. */
function startOf(unit: Unit, statement: ts.Statement): number {
  const isFirstOfFile =
    ts.isSourceFile(statement.parent) && statement.parent.statements[0] === statement;
  const start = statement.getStart(unit.source);
  return isFirstOfFile || ts.isImportDeclaration(statement)
    ? start
    : withLeadingComments(unit, statement);
}

/** Removes a statement of a list with its lines and the comments above it; `var`s used elsewhere stay declared. */
export function deleteStatement(unit: Unit, statement: ts.Statement): Edit {
  const { text, source } = unit;
  const start = statement.getStart(source);
  const hoisted = hoistedOut(unit, statement);
  const parent = statement.parent.getStart(source);
  if (hoisted.length > 0) {
    const end = unit.style.semicolons ? ";" : "";
    return {
      start,
      end: statement.end,
      parts: [`var ${hoisted.join(", ")}${end}`],
      unwraps: [parent],
    };
  }
  const list = statementList(statement);
  if (list === undefined) return { start, end: statement.end, parts: ["{}"] };
  const next = list[list.indexOf(statement) + 1];
  const follows =
    next === undefined ? "" : text.slice(next.getStart(source), next.getStart(source) + 1);
  if (joinsPrevious(unit, statement, follows)) {
    return { start, end: statement.end, parts: [";"], unwraps: [parent] };
  }
  const from = startOf(unit, statement);
  const span = { start: startsLine(text, from) ? from : start, end: statement.end };
  return { ...wholeLines(text, span), parts: [], unwraps: [parent] };
}
