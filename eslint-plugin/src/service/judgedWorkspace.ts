import { createHash } from "node:crypto";
import { allRules, type Analysis, type JsonValue, type RuleSetting } from "@halyard/core";
import type { Workspace } from "@halyard/core/node";
import { readAcceptedFindings, type AcceptedFindings } from "./bulkSuppressions.js";
import { markLengthOf, recordsByPath } from "./findingRecords.js";
import { problemRecordOf } from "./problemRecords.js";
import type { ConfiguredRule, FindingRecord, ProblemRecord, Snapshot, View } from "./protocol.js";
import { RemovalFixes } from "./removalFixes.js";
import { resultHash } from "./resultHash.js";

type RecordsByPath = ReadonlyMap<string, readonly FindingRecord[]>;

/** An opened workspace with its findings in the form in which they cross threads. */
export class JudgedWorkspace {
  readonly #workspace: Workspace;
  /** Files with another text than the disk's. */
  readonly #replaced = new Set<string>();
  readonly #accepted: AcceptedFindings;
  readonly #removals: RemovalFixes;
  /** By view, for as long as the analysis stays the same. */
  readonly #records = new Map<string, RecordsByPath>();

  /** `cacheDirectory` is where removals are remembered; undefined for nowhere. */
  constructor(workspace: Workspace, cacheDirectory: string | undefined) {
    this.#workspace = workspace;
    this.#accepted = readAcceptedFindings(workspace.root);
    this.#removals = new RemovalFixes(workspace, cacheDirectory);
  }

  /** What all threads need to know of the workspace as it is on the disk. */
  snapshot(): Snapshot {
    const { root, analysis } = this.#workspace;
    const registryPaths = registryPathsOf(analysis);
    const contentHashes = new Map(this.#workspace.contentHashes());
    for (const path of registryPaths) {
      const text = this.#textOf(path);
      if (text !== undefined) contentHashes.set(path, contentHash(text));
    }
    const problems = this.#problems();
    const plain = this.#recordsOf(undefined);
    this.#removals.settle([...contentHashes], this.#settingTexts(registryPaths));
    const findings = this.#removals.addKnown(plain);
    return {
      root,
      hash: resultHash({
        analysis,
        findings: plain,
        problems,
        settings: this.#settingTexts(registryPaths),
        textOf: this.#textOf,
      }),
      problems,
      isBroken: false,
      rules: configuredRules(analysis),
      registryPaths,
      contentHashes,
      findings,
      removalPaths: this.#removals.unknownPaths(plain),
    };
  }

  /** Findings of a file with this text in place of what is on the disk. */
  async withText(
    path: string,
    text: string,
    view: View | undefined,
  ): Promise<readonly FindingRecord[]> {
    if (this.#textOf(path) !== text) {
      this.#replaced.add(path);
      await this.#workspace.update(path, text);
      this.#records.clear();
    }
    return this.#recordsOf(view).get(path) ?? [];
  }

  /** Findings of one rule as a view of it has it. */
  inView(view: View): RecordsByPath {
    return this.#recordsOf(view);
  }

  /** Findings of a file as it is on the disk, with the removals that stay within it. */
  async withRemovals(path: string): Promise<readonly FindingRecord[]> {
    const records = this.#recordsOf(undefined).get(path) ?? [];
    // The plan is made from what is on the disk.
    return this.#replaced.has(path) ? records : this.#removals.add(path, records);
  }

  readonly #textOf = (path: string): string | undefined => this.#workspace.textOf(path);

  #recordsOf(view: View | undefined): RecordsByPath {
    const key = JSON.stringify(view ?? null);
    let records = this.#records.get(key);
    if (records === undefined) {
      const analysis = this.#analysisOf(view);
      const wanted = analysis
        .findings()
        .filter(({ ruleId }) => view === undefined || ruleId === view.ruleId);
      records = recordsByPath(this.#accepted.without(wanted), analysis, this.#textOf);
      this.#records.set(key, records);
    }
    return records;
  }

  #analysisOf(view: View | undefined): Analysis {
    const { analysis } = this.#workspace;
    if (view === undefined) return analysis;
    const setting = settingOf(view, analysis.config.rules.get(view.ruleId));
    return this.#workspace.judgedBy(new Map([[view.ruleId, setting]]));
  }

  #problems(): ProblemRecord[] {
    const { problems } = this.#workspace.analysis;
    return [
      ...problems.map((one) => problemRecordOf(one, markLengthOf(this.#textOf(one.path)))),
      ...this.#accepted.problems,
    ];
  }

  /** The texts that decide how everything is judged, the configuration's first. */
  #settingTexts(registryPaths: readonly string[]): readonly string[] {
    const { path } = this.#workspace.analysis.config;
    return [...(path === null ? [] : [path]), ...registryPaths].map(
      (one) => this.#textOf(one) ?? "",
    );
  }
}

/** The setting of a rule in a view: on, with the view's options over the configuration's. */
function settingOf(view: View, configured: RuleSetting | undefined): RuleSetting {
  const severity = configured?.severity ?? defaultSeverityOf(view.ruleId);
  return {
    severity: severity === "off" ? "warn" : severity,
    options: { ...objectOf(configured?.options), ...objectOf(view.options) },
  };
}

function objectOf(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value)) : {};
}

function defaultSeverityOf(ruleId: string): RuleSetting["severity"] {
  return allRules.find(({ id }) => id === ruleId)?.meta.defaultSeverity ?? "warn";
}

function configuredRules({ config }: Analysis): ConfiguredRule[] {
  return allRules.map(({ id, meta }) => {
    const configured = config.rules.get(id);
    return {
      id,
      severity: configured?.severity ?? meta.defaultSeverity,
      isExplicit: configured !== undefined,
    };
  });
}

/** Every file that a registry is read from, sorted. */
function registryPathsOf({ registries }: Analysis): string[] {
  const paths = registries.flatMap(({ path, flags }) => [
    path,
    ...[...flags.values()].flatMap(({ definitions }) => definitions.map((one) => one.path)),
  ]);
  return [...new Set(paths)].sort();
}

/** Base64 SHA-1 of a text's bytes, as the index makes it. */
function contentHash(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
