import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareText, type RemovalPlan } from "@halyard/core";
import { planFlagRemoval, type Workspace } from "@halyard/core/node";
import { markLengthOf } from "./findingRecords.js";
import type { EditRecord, FindingRecord, FixRecord } from "./protocol.js";
import { removalMessages, removalRule } from "./removalRule.js";

type Removal = FixRecord | null;

/**
 * Removals of flags as suggestions, where all the code of the flag lies in one file.
 *
 * The plan is the command line's, made and proven over the whole workspace; it is a suggestion when the only files it
 * changes are the finding's own and registries, whose entry `unused-flag` then speaks of. Planning loads the compiler
 * and takes a moment, so that it waits until such a file is linted, and is remembered until anything changes.
 */
export class RemovalFixes {
  readonly #workspace: Workspace;
  readonly #file: string | undefined;
  readonly #singleFile: (flagKey: string) => string | undefined;
  #key = "";
  #known = new Map<string, Removal>();

  constructor(workspace: Workspace, cacheDirectory: string | undefined) {
    this.#workspace = workspace;
    this.#file = cacheDirectory && join(cacheDirectory, "eslint-removals.json");
    this.#singleFile = (flagKey) => singleFileOf(flagKey, workspace);
  }

  /** Takes up what is remembered of this very state of the workspace: its files' hashes and its settings' texts. */
  settle(hashes: readonly (readonly [string, string])[], settings: readonly string[]): void {
    const { now } = this.#workspace.analysis;
    const state = JSON.stringify([hashes, settings, now.toISOString().slice(0, 10)]);
    this.#key = createHash("sha256").update(state).digest("hex");
    this.#known = this.#read();
  }

  /** Records with the removals that are known already. */
  addKnown(
    byPath: ReadonlyMap<string, readonly FindingRecord[]>,
  ): ReadonlyMap<string, readonly FindingRecord[]> {
    return new Map([...byPath].map(([path, records]) => [path, this.#withKnown(records)]));
  }

  /** Files with findings whose removal may be a suggestion, but has not been planned yet. */
  unknownPaths(byPath: ReadonlyMap<string, readonly FindingRecord[]>): ReadonlySet<string> {
    const unknown = [...byPath].filter(([path, records]) =>
      records.some((record) => this.#isCandidate(record, path) && !this.#isKnown(record)),
    );
    return new Set(unknown.map(([path]) => path));
  }

  /** Records of one file with its removals, planned now where they are not known. */
  async add(path: string, records: readonly FindingRecord[]): Promise<readonly FindingRecord[]> {
    const size = this.#known.size;
    for (const record of records) {
      const { flagKey } = record;
      if (flagKey === undefined || !this.#isCandidate(record, path) || this.#isKnown(record)) {
        continue;
      }
      const plan = await planFlagRemoval(this.#workspace, { flagKey });
      this.#known.set(flagKey, this.#removalOf(plan, path));
    }
    if (this.#known.size > size) this.#write();
    return this.#withKnown(records);
  }

  #isKnown({ flagKey = "" }: FindingRecord): boolean {
    return this.#known.has(flagKey);
  }

  #isCandidate({ messageId, ruleId, flagKey }: FindingRecord, path: string): boolean {
    if (ruleId !== removalRule || !removalMessages.has(messageId)) return false;
    return flagKey !== undefined && this.#singleFile(flagKey) === path;
  }

  #withKnown(records: readonly FindingRecord[]): readonly FindingRecord[] {
    return records.map((record) => {
      const removal = removalMessages.has(record.messageId)
        ? this.#known.get(record.flagKey ?? "")
        : undefined;
      return removal ? { ...record, fixes: [...record.fixes, removal] } : record;
    });
  }

  #removalOf(plan: RemovalPlan, path: string): Removal {
    const registries = new Set(this.#workspace.analysis.registries.map((one) => one.path));
    const code = plan.files.filter((one) => one.path === path || !registries.has(one.path));
    const [change] = code;
    if (code.length !== 1 || change?.path !== path || change.kind !== "edit") return null;
    const markLength = markLengthOf(this.#workspace.textOf(path));
    const edits = change.edits.map(({ start, end, newText }): EditRecord => ({
      start: start - markLength,
      end: end - markLength,
      newText,
    }));
    const kept = JSON.stringify(plan.winningValue);
    return {
      kind: "suggestion",
      title: `Remove flag "${plan.flagKey}" from this file and keep what ${kept} runs`,
      edits,
    };
  }

  #read(): Map<string, Removal> {
    if (this.#file === undefined) return new Map();
    try {
      const content = JSON.parse(readFileSync(this.#file, "utf8")) as Remembered;
      return new Map(content.key === this.#key ? content.removals : []);
    } catch {
      // Nothing is remembered, or nothing that can be read: the removals are planned anew.
      return new Map();
    }
  }

  /** Writes beside the old file and renames: other threads of the run do the same. */
  #write(): void {
    if (this.#file === undefined) return;
    const merged = new Map([...this.#read(), ...this.#known]);
    const removals = [...merged].sort(([a], [b]) => compareText(a, b));
    const temporary = `${this.#file}.${process.pid}.${performance.now()}.tmp`;
    try {
      mkdirSync(join(this.#file, ".."), { recursive: true });
      writeFileSync(temporary, JSON.stringify({ key: this.#key, removals } satisfies Remembered));
      renameSync(temporary, this.#file);
    } catch {
      // A cache that cannot be written is no error.
    }
  }
}

interface Remembered {
  readonly key: string;
  readonly removals: readonly (readonly [flagKey: string, removal: Removal])[];
}

/** The file that holds every reference to a flag, if it is one file. */
function singleFileOf(flagKey: string, { analysis }: Workspace): string | undefined {
  const flag = analysis.flags().find(({ key }) => key === flagKey);
  if (flag === undefined) return undefined;
  const paths = new Set(analysis.referencesOf(flag).map(({ path }) => path));
  return paths.size === 1 ? [...paths][0] : undefined;
}
