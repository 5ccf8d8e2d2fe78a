import { env } from "node:process";
import type { JsonValue } from "@halyard/core";
import type { FindingRecord, ProblemRecord } from "../service/protocol.js";
import type { LintedWorkspace } from "./lintedWorkspace.js";
import { workspacePath } from "./pathWithin.js";
import { requestOf } from "./workspaceRequest.js";
import type { Workspaces } from "./workspaces.js";

/** What a rule knows of the file that it is asked about, in ESLint and in oxlint. */
export interface LintedFile {
  readonly cwd: string;
  readonly filename: string;
  readonly physicalFilename: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: { readonly text: string };
}

/** One file as all rules see it, worked out once. */
interface FileState {
  readonly sourceCode: object;
  readonly filename: string;
  /** When it was worked out, in milliseconds. */
  readonly time: number;
  readonly workspace: LintedWorkspace;
  /** Relative to the root; undefined for a file outside of the workspace and for a block of a file. */
  readonly path: string | undefined;
  readonly text: string;
  /** By rule, once a rule has asked. */
  plain?: ReadonlyMap<string, readonly FindingRecord[]>;
}

const none: readonly FindingRecord[] = [];

/** After this time the same file is looked up anew: oxlint's source code is one object for all files and runs. */
const stateLasts = 2_000;

/** Answers the rules' questions about files; each file is looked up once for all of them. */
export class FileLookups {
  readonly #workspaces: Workspaces;
  /** The file that is linted now: its rules ask one after another. */
  #last: FileState | undefined;

  constructor(workspaces: Workspaces) {
    this.#workspaces = workspaces;
  }

  /** The findings of a rule in a file, with options that win over the configuration's. */
  findings(ruleId: string, options: JsonValue, file: LintedFile): readonly FindingRecord[] {
    const { workspace, path, text } = this.#stateOf(file);
    if (path === undefined) return none;
    const configured = workspace.snapshot.rules.find(({ id }) => id === ruleId);
    if (configured?.severity === "off" || hasKeys(options)) {
      return workspace.findings(path, text, { ruleId, options });
    }
    return this.#plainOf(file).get(ruleId) ?? none;
  }

  /** What is wrong with a file as input of Halyard, and where this file has to tell it, what stops Halyard at all. */
  problems(file: LintedFile): {
    readonly here: readonly ProblemRecord[];
    readonly elsewhere: readonly ProblemRecord[];
  } {
    const { workspace, path } = this.#stateOf(file);
    if (path === undefined) return { here: [], elsewhere: [] };
    const { problems, registryPaths, isBroken } = workspace.snapshot;
    const here = problems.filter((problem) => problem.path === path);
    const errors = problems.filter(({ severity }) => severity === "error");
    const grave =
      errors.length > 0 || isBroken ? errors : registryPaths.length > 0 ? [] : [noRegistry];
    const mustTell = grave.length > 0 && workspace.isTeller(path);
    return {
      here,
      elsewhere: mustTell ? grave.filter((problem) => problem.path !== path) : [],
    };
  }

  #plainOf(file: LintedFile): ReadonlyMap<string, readonly FindingRecord[]> {
    const state = this.#stateOf(file);
    if (state.plain === undefined) {
      const { workspace, path = "", text } = state;
      const found = workspace.findings(path, text, undefined);
      const isOnDisk = found === workspace.snapshot.findings.get(path);
      const all =
        isOnDisk && workspace.snapshot.removalPaths.has(path)
          ? workspace.findingsWithRemovals(path)
          : found;
      state.plain = groupedByRule(all);
    }
    return state.plain;
  }

  #stateOf(file: LintedFile): FileState {
    const { sourceCode, settings, cwd, filename, physicalFilename } = file;
    const { text } = sourceCode;
    const time = performance.now();
    const last = this.#last;
    const isSame = last?.sourceCode === sourceCode && last.filename === filename;
    if (isSame && last.text === text && time - last.time < stateLasts) return last;
    const request = requestOf(settings.halyard, cwd, env);
    const workspace = this.#workspaces.forFile(request);
    const path =
      filename === physicalFilename ? workspacePath(workspace.snapshot.root, filename) : undefined;
    this.#last = { sourceCode, filename, time, workspace, path, text };
    return this.#last;
  }
}

const noRegistry: ProblemRecord = {
  severity: "error",
  code: "registry-none",
  message:
    "There is no flag registry here, so that most rules have nothing to compare the code with; name one under `registry` in halyard.config.json, or run `halyard init`.",
  path: "",
};

function groupedByRule(
  records: readonly FindingRecord[],
): ReadonlyMap<string, readonly FindingRecord[]> {
  const groups = new Map<string, FindingRecord[]>();
  for (const record of records) {
    const group = groups.get(record.ruleId);
    if (group === undefined) groups.set(record.ruleId, [record]);
    else group.push(record);
  }
  return groups;
}

function hasKeys(options: JsonValue): boolean {
  return typeof options === "object" && options !== null && Object.keys(options).length > 0;
}
