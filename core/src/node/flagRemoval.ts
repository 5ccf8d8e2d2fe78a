import { allAdapters } from "../adapters/all.js";
import { adaptersNamed } from "../config/adapterNames.js";
import { indexTexts } from "../index/indexTexts.js";
import { ModuleResolver } from "../index/moduleResolution.js";
import type { Flag } from "../registry/model.js";
import type { Refusal, RemovalInput, RemovalNote, RemovalPlan } from "../removal/model.js";
import { planRemoval } from "../removal/plan/planRemoval.js";
import { refusedPlan } from "../removal/plan/refusedPlan.js";
import { isLasting } from "../rules/flagLife.js";
import type { JsonValue } from "../text/json.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { publicEntriesOf } from "./publicEntries.js";
import { spokenMentions } from "./spokenMentions.js";
import type { ReadableWorkspace } from "./workspace.js";

/** What to remove, and how. */
export interface FlagRemovalOptions {
  readonly flagKey: string;
  /** The variant to keep: its name in the registry, or a value (`true`, `"grid"`, `3`). Default: the verdict's. */
  readonly variant?: string;
  /** Refusal codes that a person overrules. */
  readonly allow?: readonly string[];
}

const sourceFile = /\.(?:[mc]?[jt]sx?|vue|svelte)$/u;

/**
 * Plans the removal of one flag from an opened workspace and proves it: reads files, writes nothing. Everything
 * that stands in the way is a refusal in the plan; nothing is thrown.
 */
export async function removalOf(
  workspace: ReadableWorkspace,
  options: FlagRemovalOptions,
): Promise<RemovalPlan> {
  const flag = workspace.analysis.flags().find(({ key }) => key === options.flagKey);
  const winner = winnerOf(workspace, flag, options);
  if (!winner.ok) return refusedPlan(options.flagKey, winner.refusal);
  const input = removalInputOf(workspace, flag, options, winner.value, winner.verdict);
  const plan = planRemoval(input);
  const left = await referenceLeft(workspace, plan);
  if (left !== undefined) return refusedPlan(options.flagKey, left);
  const isTelling = /[a-z][A-Z]|[-_.\d]/u.test(plan.flagKey) && plan.flagKey.length >= 6;
  if (plan.files.length === 0 || !isTelling) return plan;
  const source = { paths: input.listFiles(), readFile: (path: string) => input.readFile(path) };
  const mentions = [...spokenMentions(source, plan), ...mentionsElsewhere(workspace, plan)];
  return { ...plan, notes: [...plan.notes, ...mentions] };
}

const otherLanguage =
  /\.(?:mdx?|ya?ml|json|toml|env|properties|rs|go|py|rb|java|kt|swift|php|cs|html|vue|svelte|sh|tf|ftl)$|(?:^|\/)\.env[^/]*$|(?:^|\/)Dockerfile$/u;
const lockFile = /(?:^|\/)(?:package-lock|npm-shrinkwrap|pnpm-lock|composer)\.(?:json|ya?ml)$/u;

/** Documents and files of other languages that name the flag. A plain word (`demo`) would tell nothing. */
function mentionsElsewhere(workspace: ReadableWorkspace, plan: RemovalPlan): RemovalNote[] {
  const { flagKey } = plan;
  const touched = new Set(plan.files.map(({ path }) => path));
  const fileSystem = fileSystemOf(workspace);
  return fileSystem.listFiles().flatMap((path) => {
    if (!otherLanguage.test(path) || lockFile.test(path) || touched.has(path)) return [];
    const content = fileSystem.readFile(path);
    const start = content.kind === "text" ? wordAt(content.text, flagKey) : -1;
    if (start < 0) return [];
    const span = { start, end: start + flagKey.length };
    return [
      {
        kind: "still-mentioned",
        message: "This file still names the flag.",
        place: { path, span },
      },
    ];
  });
}

/** Where a text has the key as a word of its own, or -1. */
function wordAt(text: string, key: string): number {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + key.length] ?? " "}`;
    if (!/[\w-]/u.test(around)) return at;
  }
  return -1;
}

type Winner =
  | { readonly ok: true; readonly value: JsonValue; readonly verdict?: string }
  | { readonly ok: false; readonly refusal: Refusal };

function winnerOf(
  workspace: ReadableWorkspace,
  flag: Flag | undefined,
  options: FlagRemovalOptions,
): Winner {
  const { variant } = options;
  if (variant !== undefined) {
    const named = flag?.variants.get(variant);
    return { ok: true, value: named ?? writtenValue(variant) };
  }
  if (flag === undefined) {
    const message = `No registry knows \`${options.flagKey}\`; name the variant to keep with --variant.`;
    return { ok: false, refusal: { code: "no-winning-value", message } };
  }
  const verdict = workspace.analysis.verdictOf(flag);
  const kept = flag.lifecycle.keepVariant ?? verdict.winningVariant;
  const value = verdict.winningValue ?? (kept === undefined ? undefined : flag.variants.get(kept));
  const blocked = verdict.removable ? undefined : sentence([verdict.reason, ...verdict.blockers]);
  if (value === undefined) {
    const [definition] = flag.definitions;
    const place = { path: definition.path, span: definition.keySpan };
    const why = blocked ?? sentence([verdict.reason]);
    const message = `No variant of \`${flag.key}\` has won. ${why} Name one with --variant.`;
    return { ok: false, refusal: { code: "no-winning-value", message, place } };
  }
  return { ok: true, value, ...(blocked !== undefined && { verdict: blocked }) };
}

/** Reasons as one sentence, each once. */
function sentence(reasons: readonly string[]): string {
  const text = [...new Set(reasons.map((reason) => reason.replace(/\.$/u, "")))].join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A value written on the command line: JSON where it is JSON, else a string. */
function writtenValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

function removalInputOf(
  workspace: ReadableWorkspace,
  flag: Flag | undefined,
  options: FlagRemovalOptions,
  winningValue: JsonValue,
  verdict: string | undefined,
): RemovalInput {
  const { analysis } = workspace;
  const fileSystem = fileSystemOf(workspace);
  const resolver = new ModuleResolver(fileSystem);
  const keys = [options.flagKey, ...(flag?.lifecycle.aliases ?? [])];
  return {
    flagKey: options.flagKey,
    winningValue,
    ...(options.allow && { allow: options.allow }),
    references: keys.flatMap((key) => analysis.index.referencesTo(key)),
    ...(flag && registryInput(workspace, flag)),
    ...(verdict !== undefined && { verdict }),
    dynamicReads: analysis.index.dynamicReferences.map(({ path, span, pattern }) => ({
      place: { path, span },
      pattern,
    })),
    readFile: remembering((path) => {
      const content = fileSystem.readFile(path);
      return content.kind === "text" ? content.text : undefined;
    }),
    listFiles: () => fileSystem.listFiles().filter((path) => sourceFile.test(path)),
    resolveImport: (from, specifier) => resolver.resolve(specifier, from),
    isPublicEntry: publicEntriesOf(fileSystem),
    otherReads: analysis.index.references
      .filter(({ flagKey, access }) => flagKey !== options.flagKey && access === "read")
      .map(({ path, evaluation }) => ({ path, span: evaluation })),
  };
}

/** The files as the workspace sees them, open documents included. */
function fileSystemOf(workspace: ReadableWorkspace): FileSystem {
  return {
    listFiles: () => workspace.listFiles(),
    readFile: (path) => {
      const text = workspace.textOf(path);
      return text === undefined ? { kind: "missing" } : { kind: "text", text };
    },
  };
}

function registryInput(workspace: ReadableWorkspace, flag: Flag): Partial<RemovalInput> {
  const { analysis } = workspace;
  const registry = analysis.registryOf(flag);
  const dependents = [...registry.flags.values()].filter(
    ({ lifecycle }) =>
      lifecycle.guardedBy === flag.key ||
      lifecycle.prerequisites.some((one) => one.flag === flag.key),
  );
  return {
    flag,
    aliases: flag.lifecycle.aliases,
    registryLasting: isLasting(flag, registry),
    dependents: dependents.map(({ key }) => key),
    siblingKeys: [...registry.flags.keys()].filter((key) => key !== flag.key),
  };
}

function remembering(
  read: (path: string) => string | undefined,
): (path: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (path) => {
    if (!texts.has(path)) texts.set(path, read(path));
    return texts.get(path);
  };
}

/** The first reference that the changed files would still hold. */
async function referenceLeft(
  workspace: ReadableWorkspace,
  plan: RemovalPlan,
): Promise<Refusal | undefined> {
  const files = plan.files.filter(({ kind, path }) => kind === "edit" && sourceFile.test(path));
  if (files.length === 0) return undefined;
  const { config } = workspace.analysis;
  const names = allAdapters.map(({ name }) => name);
  const wanted = config.adapters?.flatMap((name) => adaptersNamed(name, names));
  const index = await indexTexts(
    Object.fromEntries(files.map(({ path, newText }) => [path, newText])),
    {
      adapters:
        wanted === undefined
          ? allAdapters
          : allAdapters.filter(({ name }) => wanted.includes(name)),
      matchers: config.matchers,
      keys: [plan.flagKey],
    },
  );
  const [left] = index.referencesTo(plan.flagKey);
  if (left === undefined) return undefined;
  const message = "A reference to the flag would be left in this file; remove it by hand first.";
  return {
    code: "reference-left",
    message,
    place: { path: left.path, span: { start: 0, end: 0 } },
  };
}
