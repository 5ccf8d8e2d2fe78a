import { isoDay } from "../registry/dates.js";
import { registryChainFor } from "../registry/lookup.js";
import type { Registry } from "../registry/model.js";
import type { CandidateSide, MigrationCandidate } from "../migration/model.js";
import { editOf } from "../text/change.js";
import type { JsonValue } from "../text/json.js";
import { fixDataOf, refused } from "./fixData.js";
import type { Fix, FixContext, FixData } from "./model.js";
import { isWritable, setRegistryField } from "./registry/setField.js";

/**
 * Writes the registry block of a migration that only the code shows: its two systems as they are called there, the
 * flag that gates the double write, and a read flag that is still to be put into the code.
 */
export const declareMigration: Fix = {
  id: "declare-migration",
  ruleIds: ["undeclared-migration"],
  offers(finding, context) {
    const data = fixDataOf(finding, context);
    const found = data && candidateAt(data, context);
    if (data === undefined || found === undefined) return [];
    const title = `Declare the migration "${found.candidate.suggestedId}" in ${found.registry.path}`;
    return [{ title, kind: "suggestion", isPreferred: true, staysInFile: false, data }];
  },
  resolve(data, context) {
    const found = candidateAt(data, context);
    if (found === undefined) return refused("The two systems cannot be told any more.");
    const { candidate, registry, writeFlag } = found;
    const { suggestedId: id } = candidate;
    const readFlag = `${id}-read`;
    const withFlag = registry.flags.has(readFlag)
      ? undefined
      : setRegistryField(
          registry.path,
          ["flags", readFlag],
          flagEntry(id, found, context),
          context,
        );
    if (withFlag?.ok === false) return withFlag;
    const [first] = withFlag?.changes ?? [];
    const text = first?.newText ?? context.textOf(registry.path) ?? "";
    const block = blockOf(candidate, registry, writeFlag, readFlag);
    const changed = setRegistryField(registry.path, ["migrations", id], block, {
      ...context,
      textOf: (path) => (path === registry.path ? text : context.textOf(path)),
    });
    if (!changed.ok) return changed;
    const [last] = changed.changes;
    const oldText = context.textOf(registry.path) ?? "";
    const newText = last?.newText ?? text;
    return { ok: true, changes: [wholeChange(registry.path, oldText, newText)] };
  },
};

/** One replacement for what differs between two texts. */
function wholeChange(path: string, oldText: string, newText: string): ReturnType<typeof editOf> {
  let start = 0;
  while (start < oldText.length && oldText[start] === newText[start]) start++;
  let tail = 0;
  const limit = Math.min(oldText.length, newText.length) - start;
  while (tail < limit && oldText.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  const edit = {
    start,
    end: oldText.length - tail,
    newText: newText.slice(start, newText.length - tail),
  };
  return editOf(path, oldText, [edit]);
}

interface Found {
  readonly candidate: MigrationCandidate;
  readonly registry: Registry;
  readonly writeFlag: string;
}

/** The candidate at a finding, where a registry can take it and a flag of that registry gates it. */
function candidateAt(data: FixData, { analysis }: FixContext): Found | undefined {
  const candidate = analysis
    .migrations()
    .candidates.find(({ place }) => place.path === data.path && place.span.start === data.start);
  const [registry] = registryChainFor(analysis.registries, data.path);
  const writeFlag = candidate?.flagKey;
  if (candidate === undefined || registry === undefined || writeFlag === undefined)
    return undefined;
  const isKnown = registry.flags.has(writeFlag) && registry.format === "halyard";
  return isKnown && isWritable(registry) ? { candidate, registry, writeFlag } : undefined;
}

function flagEntry(id: string, { registry, writeFlag }: Found, { now }: FixContext): JsonValue {
  const owner = registry.flags.get(writeFlag)?.lifecycle.owner;
  return {
    flagType: "boolean",
    defaultValue: false,
    description: `Read from the new system of ${id}.`,
    variants: { on: true, off: false },
    state: "DISABLED",
    defaultVariant: "off",
    lifecycle: {
      type: "migration",
      ...(owner !== undefined && { owner }),
      created: isoDay(now.getTime()),
      status: "planned",
      migration: id,
    },
  };
}

function blockOf(
  candidate: MigrationCandidate,
  registry: Registry,
  writeFlag: string,
  readFlag: string,
): JsonValue {
  const flag = registry.flags.get(writeFlag);
  const on = [...(flag?.variants ?? [])].find(([, value]) => value === true)?.[0] ?? "on";
  return {
    owner: flag?.lifecycle.owner ?? "unknown",
    systems: { old: systemOf(candidate.old), new: systemOf(candidate.new) },
    write: { flag: writeFlag, variant: on },
    read: { flag: readFlag, variant: "on" },
    stage: "dualwrite",
  };
}

function systemOf({ name, symbol }: CandidateSide): JsonValue {
  return { name, ...(symbol !== undefined && { writes: [symbol] }) };
}
