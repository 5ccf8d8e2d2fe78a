import { join } from "node:path";
import { instantOf } from "@halyard/core";
import { openWorkspace } from "@halyard/core/node";
import { storeFormats } from "@halyard/stores/formats";
import { brokenSnapshot } from "./brokenSnapshot.js";
import { JudgedWorkspace } from "./judgedWorkspace.js";
import { problemRecordOf } from "./problemRecords.js";
import type { Answer, ProblemRecord, Question, Snapshot, WorkspaceRequest } from "./protocol.js";

/** Answers questions about workspaces; a workspace is opened by the first question about it, and anew by `open`. */
export function openService(): (question: Question) => Promise<Answer> {
  const opened = new Map<string, Opened>();
  const open = async (request: WorkspaceRequest): Promise<Opened> => {
    const one = await openJudged(request);
    opened.set(JSON.stringify(request), one);
    return one;
  };
  return async (question) => {
    const { request } = question;
    if (question.kind === "open") return { kind: "open", snapshot: (await open(request)).snapshot };
    const { judged } = opened.get(JSON.stringify(request)) ?? (await open(request));
    switch (question.kind) {
      case "file": {
        const { path, text, view } = question;
        return { kind: "file", findings: (await judged?.withText(path, text, view)) ?? [] };
      }
      case "view":
        return { kind: "view", findings: judged?.inView(question.view) ?? new Map() };
      case "removals":
        return {
          kind: "removals",
          findings: (await judged?.withRemovals(question.path)) ?? [],
        };
    }
  };
}

interface Opened {
  /** Absent where nothing can be judged. */
  readonly judged?: JudgedWorkspace;
  readonly snapshot: Snapshot;
}

async function openJudged(request: WorkspaceRequest): Promise<Opened> {
  const now = nowOf(request);
  if (now === undefined) {
    const message = `\`now\` cannot be "${request.now ?? ""}"; write a date such as 2026-03-31.`;
    return { snapshot: brokenSnapshot(request.cwd, [settingsProblem(message)]) };
  }
  const { cwd, config, cache, workers } = request;
  const result = await openWorkspace({
    cwd,
    now,
    formats: storeFormats,
    ...(config !== undefined && { configPath: config }),
    ...(cache !== undefined && { cache }),
    ...(workers !== undefined && { workers }),
  });
  if (!result.ok) {
    const problems = result.problems.map((problem) => problemRecordOf(problem, 0));
    return { snapshot: brokenSnapshot(result.root, problems) };
  }
  const { workspace } = result;
  const directory =
    cache === false ? undefined : (cache ?? join(workspace.root, "node_modules/.cache/halyard"));
  const judged = new JudgedWorkspace(workspace, directory);
  return { judged, snapshot: judged.snapshot() };
}

function nowOf({ now }: WorkspaceRequest): Date | undefined {
  if (now === undefined) return new Date();
  const instant = instantOf(now);
  return instant === undefined ? undefined : new Date(instant);
}

function settingsProblem(message: string): ProblemRecord {
  return { severity: "error", code: "eslint-settings", message, path: "" };
}
