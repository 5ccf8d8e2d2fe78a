import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import { refuseTypeErrors } from "./typeErrors.js";
import { parseErrors } from "../syntax/unit.js";

/**
 * Proves the change, or refuses: every touched file parses, no reference is left in it or elsewhere, the edits give
 * what was checked, no type error is new. A plan starts from references and from the registry's entry alone, so
 * that a second run has nothing to start from.
 */
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
  refuseUntouched(project);
  refuseUnfaithful(project);
  if (checkTypes && project.refusals.length === 0) refuseTypeErrors(project);
}

/** References in files that the plan does not touch would be there for a second run. */
function refuseUntouched(project: RemovalProject): void {
  for (const { path, span } of project.input.references) {
    if (project.openedFile(path)?.changed === true) continue;
    const message =
      "This place names the flag and nothing would change it; change it by hand first.";
    project.refuse({ code: "reference-left", message, place: { path, span } });
  }
}

/** The edits of the original text must give the text that was checked, byte for byte. */
function refuseUnfaithful(project: RemovalProject): void {
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    let text = "";
    let at = 0;
    for (const { start, end, newText } of file.text.originalEdits(file.originalText)) {
      text += file.originalText.slice(at, start) + newText;
      at = end;
    }
    if (text + file.originalText.slice(at) === file.unit.text) continue;
    const message = "The change of this file cannot be told as edits; please report this flag.";
    const place = { path: file.path, span: { start: 0, end: 0 } };
    project.refuse({ code: "not-settled", message, place });
  }
}
