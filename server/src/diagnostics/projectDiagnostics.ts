import { createHash } from "node:crypto";
import type { Diagnostic } from "vscode-languageserver/node";
import type { Server } from "../connection/server.js";
import type { Project } from "../workspaces/project.js";
import { diagnosticsOf, ofProblem, reportsOf } from "./diagnosticsOf.js";

/** The diagnostics of one file. */
export interface FileDiagnostics {
  readonly uri: string;
  /** Null for a file that is not open. */
  readonly version: number | null;
  readonly items: readonly Diagnostic[];
}

/** Paths of a project that have something to say, sorted; those of a broken one hold its problems. */
export function pathsWithDiagnostics(server: Server, project: Project): readonly string[] {
  const { current } = project;
  const paths = new Set<string>();
  if (current === undefined) for (const { path } of project.problems) paths.add(path);
  else {
    const { findings, problems } = reportsOf(current);
    for (const path of [...findings.keys(), ...problems.keys()]) paths.add(path);
    for (const { path } of server.removals.refusalsIn(current)) paths.add(path);
  }
  return [...paths].filter((path) => server.workspaces.owns(project, path)).sort();
}

/** What a project says of one of its files, in its present state. */
export function fileDiagnostics(server: Server, project: Project, path: string): FileDiagnostics {
  const { client, documents } = server;
  const snapshot = project.current;
  // A problem with the workspace as a whole has no file; its root stands for it.
  const uri = project.uriOf(path);
  const version = documents.get(uri)?.version ?? null;
  const isLost = documents.isOpen(uri) && documents.get(uri) === undefined;
  if (isLost || !server.workspaces.owns(project, path)) return { uri, version, items: [] };
  if (snapshot === undefined) {
    const items = project.problems
      .filter((problem) => problem.path === path)
      .map((problem) => ofProblem(problem, client));
    return { uri, version, items };
  }
  const items = diagnosticsOf(snapshot, path, client);
  return { uri, version, items: [...items, ...server.removals.diagnosticsIn(snapshot, path)] };
}

/** What is said of a document that no project holds: of one that was never saved, what its text alone shows. */
export async function unsavedDiagnostics(
  { workspaces, client }: Server,
  uri: string,
): Promise<readonly Diagnostic[]> {
  const view = await workspaces.viewOf(uri);
  return view === undefined ? [] : diagnosticsOf(view.snapshot, view.path, client);
}

/** Tells one list of diagnostics from another, for editors that ask whether anything has changed. */
export function resultIdOf(items: readonly Diagnostic[]): string {
  return createHash("sha1").update(JSON.stringify(items)).digest("base64url");
}
