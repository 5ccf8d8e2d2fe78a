import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from "vscode-languageserver/node";
import { touchesSpan, type Finding, type Problem, type Span } from "@halyard/core";
import type { Client } from "../connection/client.js";
import { seen } from "../text/words.js";
import type { DocumentView, Snapshot } from "../workspaces/snapshot.js";
import { pageOf } from "./rulePages.js";
import { source } from "./source.js";

/** Findings and problems by path. */
export interface Reports {
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

const reports = new WeakMap<Snapshot, Reports>();

/** What a snapshot has to say, by path; made once for each. */
export function reportsOf(snapshot: Snapshot): Reports {
  let found = reports.get(snapshot);
  if (found === undefined) {
    found = {
      findings: byPath(snapshot.findings(), ({ place }) => place.path),
      problems: byPath(snapshot.problems(), ({ path }) => path),
    };
    reports.set(snapshot, found);
  }
  return found;
}

/** The findings of a file that a range touches, ends included. */
export function findingsIn({ snapshot, path }: DocumentView, range: Span): readonly Finding[] {
  const findings = reportsOf(snapshot).findings.get(path) ?? [];
  return findings.filter(({ place }) => touchesSpan(place.span, range));
}

/** The diagnostics of one file: its problems, then its findings in order of place. */
export function diagnosticsOf(snapshot: Snapshot, path: string, client: Client): Diagnostic[] {
  const { findings, problems } = reportsOf(snapshot);
  return [
    ...(problems.get(path) ?? []).map((problem) => ofProblem(problem, client, snapshot)),
    ...(findings.get(path) ?? []).map((finding) => ofFinding(finding, snapshot, client)),
  ];
}

/** A problem as a diagnostic; without a snapshot its line and column are all that is known of its place. */
export function ofProblem(problem: Problem, client: Client, snapshot?: Snapshot): Diagnostic {
  const { code, message, severity, path, span, line = 1, column = 1 } = problem;
  const start = { line: line - 1, character: column - 1 };
  const range =
    snapshot !== undefined && span !== undefined
      ? snapshot.rangeOf(path, span)
      : { start, end: start };
  return {
    range,
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source,
    code,
    message: seen(message),
    ...descriptionOf(code, true, client),
  };
}

/** A finding as a diagnostic. */
export function ofFinding(finding: Finding, snapshot: Snapshot, client: Client): Diagnostic {
  const { ruleId, severity, message, place, related, tags, flagKey } = finding;
  return {
    range: snapshot.rangeOf(place.path, place.span),
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source,
    code: ruleId,
    message: seen(message),
    ...descriptionOf(ruleId, false, client),
    ...(client.diagnosticTags &&
      tags.length > 0 && {
        tags: tags.map((tag) =>
          tag === "unnecessary" ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated,
        ),
      }),
    ...(client.relatedInformation &&
      related.length > 0 && {
        relatedInformation: related.map(({ path, span, message: text }) => ({
          location: snapshot.locationOf({ path, span }),
          message: seen(text),
        })),
      }),
    ...(flagKey !== undefined && { data: { flagKey } }),
  };
}

function descriptionOf(
  code: string,
  isProblem: boolean,
  client: Client,
): Pick<Diagnostic, "codeDescription"> {
  const href = client.codeDescription ? pageOf(code, isProblem) : undefined;
  return href === undefined ? {} : { codeDescription: { href } };
}

function byPath<T>(
  items: readonly T[],
  pathOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const path = pathOf(item);
    const group = groups.get(path);
    if (group === undefined) groups.set(path, [item]);
    else group.push(item);
  }
  return groups;
}
