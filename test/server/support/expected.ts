import type { Diagnostic, WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import { openWorkspace } from "../../../core/src/node/openWorkspace.js";
import type { Analysis } from "../../../core/src/analysis/analysis.js";

/**
 * What a workspace opened afresh has to say, as rule, place and message: what the command line prints. `open` holds
 * texts of open documents by path.
 */
export async function checked(
  root: string,
  now: Date,
  open: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const opened = await openWorkspace({
    cwd: root,
    now,
    cache: false,
    workers: 0,
    openText: (path) => open.get(path.slice(root.length + 1)),
  });
  if (!opened.ok) return opened.problems.map(asLine).sort();
  const analysis = await opened.workspace.refresh({ texts: open });
  return linesOf(analysis);
}

function linesOf(analysis: Analysis): string[] {
  const findings = analysis.findings().map(({ place, ruleId, message }) => {
    const { start, end } = analysis.rangeOf(place);
    return [place.path, start.line, start.column, end.line, end.column, ruleId, message].join(" ");
  });
  return [...findings, ...analysis.problems.map(asLine)].sort();
}

/** A problem is told by where it begins: the command line shows no more of it. */
function asLine(problem: Analysis["problems"][number]): string {
  const { path, line = 1, column = 1, code, message } = problem;
  return [path, line, column, code, message].join(" ");
}

/** The same from a server's answer; `expected` tells which lines are problems. */
export function shown(
  root: string,
  report: WorkspaceDiagnosticReport,
  expected: readonly string[],
): string[] {
  const known = new Set(expected);
  return report.items
    .filter(({ uri }) => uri.startsWith(`file://${root}`))
    .flatMap((item) => {
      const path = decodeURIComponent(item.uri).slice(`file://${root}/`.length);
      return item.kind === "full" ? item.items.map((one) => lineOf(path, one, known)) : [];
    })
    .sort();
}

function lineOf(
  path: string,
  { range, code, message }: Pick<Diagnostic, "range" | "code" | "message">,
  known: ReadonlySet<string>,
): string {
  const { start, end } = range;
  const rule = typeof code === "object" ? "" : (code ?? "");
  const words = typeof message === "string" ? message : message.value;
  const begin = [path, start.line + 1, start.character + 1];
  const asProblem = [...begin, rule, words].join(" ");
  return known.has(asProblem)
    ? asProblem
    : [...begin, end.line + 1, end.character + 1, rule, words].join(" ");
}
