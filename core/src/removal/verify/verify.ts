import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import { refuseTypeErrors } from "./typeErrors.js";
import { parseErrors } from "../syntax/unit.js";

/** Proves the change, or refuses: every touched file parses, no reference is left, no type error is new. */
export function verify(project: RemovalProject, checkTypes: boolean): void {
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    const [error] = parseErrors(file.unit.source);
    if (error !== undefined) {
      const origin = Math.max(file.unit.originAt(error.start), 0);
      project.refuse({
        code: "parse-error",
        message: `The changed file would not parse: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`,
        place: { path: file.path, span: { start: origin, end: origin } },
      });
    }
    const [left] = project.input.referencesIn?.(file.path, file.unit.text) ?? [];
    if (left !== undefined) {
      const origin = Math.max(file.unit.originAt(left.span.start), 0);
      project.refuse({
        code: "reference-left",
        message: "A reference to the flag would be left here; remove it by hand first.",
        place: { path: file.path, span: { start: origin, end: origin } },
      });
    }
  }
  if (checkTypes && project.refusals.length === 0) refuseTypeErrors(project);
}
