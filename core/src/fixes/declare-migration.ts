import { isoDay } from "../registry/dates.js";
import { registryChainFor } from "../registry/lookup.js";
import type { Registry } from "../registry/model.js";
import type { CandidateFlags, CandidateSide, MigrationCandidate } from "../migration/model.js";
import { editOf } from "../text/change.js";
import type { JsonValue } from "../text/json.js";
import { fixDataOf, refused } from "./fixData.js";
import type { Fix, FixContext, FixData } from "./model.js";
import { isWritable, setRegistryField } from "./registry/setField.js";

/**
 * Writes the registry block of a migration that only the code shows: its two systems as they are called there, and the
 * flags that decide. A flag that no registry has yet, or that is still to be put into the code, gets an entry of its own.
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
    const { candidate, registry } = found;
    const oldText = context.textOf(registry.path) ?? "";
    let newText = oldText;
    for (const [path, value] of fieldsOf(found, context)) {
      const text = newText;
      const changed = setRegistryField(registry.path, path, value, {
        ...context,
        textOf: (one) => (one === registry.path ? text : context.textOf(one)),
      });
      if (!changed.ok) return changed;
      newText = changed.changes[0]?.newText ?? newText;
    }
    return candidate.flagKey === undefined
      ? refused("No flag decides between the two systems.")
      : { ok: true, changes: [wholeChange(registry.path, oldText, newText)] };
  },
};

/** What is set in the registry, in order: flags that it does not have, then the migration. */
function fieldsOf(found: Found, context: FixContext): [readonly string[], JsonValue][] {
  const { candidate, registry } = found;
  const { suggestedId: id, flags } = candidate;
  const needed: [string, string][] =
    flags.staged === undefined
      ? [
          [writeFlagOf(found), `Write to the new system of ${id}.`],
          [flags.read ?? `${id}-read`, `Read from the new system of ${id}.`],
        ]
      : [[flags.staged.flagKey, `The stage of ${id}.`]];
  const missing = needed.filter(([key]) => !registry.flags.has(key));
  return [
    ...missing.map(([key, description]): [readonly string[], JsonValue] => [
      ["flags", key],
      flagEntry(key, description, found, context),
    ]),
    [["migrations", id], blockOf(found)],
  ];
}

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
}

/** The candidate at a finding, where a registry can take it, a flag gates it, and both systems can be named. */
function candidateAt(data: FixData, { analysis }: FixContext): Found | undefined {
  const candidate = analysis
    .migrations()
    .candidates.find(({ place }) => place.path === data.path && place.span.start === data.start);
  const [registry] = registryChainFor(analysis.registries, data.path);
  if (candidate?.flagKey === undefined || registry === undefined) return undefined;
  const isNamed = [candidate.old, candidate.new].every(
    ({ writes, reads }) => writes.length + reads.length > 0,
  );
  const takes = registry.format === "halyard" && isWritable(registry);
  return takes && isNamed ? { candidate, registry } : undefined;
}

/** The flag that writes to both; a move that only chooses what to read has none yet. */
function writeFlagOf({ candidate: { flags, suggestedId } }: Found): string {
  return flags.write ?? `${suggestedId}-write`;
}

function flagEntry(
  key: string,
  description: string,
  { candidate, registry }: Found,
  { now }: FixContext,
): JsonValue {
  const { staged } = candidate.flags;
  const known = registry.flags.get(candidate.flagKey ?? "");
  const owner = known?.lifecycle.owner;
  const isAsked = key === candidate.flagKey || key === candidate.flags.read;
  const variants =
    staged === undefined
      ? { on: true, off: false }
      : Object.fromEntries(staged.modes.map(({ value }) => [value, value]));
  const first = staged?.modes[0]?.value;
  return {
    flagType: staged === undefined ? "boolean" : "string",
    defaultValue: first ?? false,
    description,
    variants,
    state: isAsked ? "ENABLED" : "DISABLED",
    defaultVariant: first ?? "off",
    lifecycle: {
      type: "migration",
      ...(owner !== undefined && { owner }),
      created: isoDay(now.getTime()),
      status: isAsked ? "active" : "planned",
      migration: candidate.suggestedId,
    },
  };
}

function blockOf(found: Found): JsonValue {
  const { candidate, registry } = found;
  const { flags, suggestedId: id } = candidate;
  const owner = registry.flags.get(candidate.flagKey ?? "")?.lifecycle.owner;
  return {
    owner: owner ?? "unknown",
    systems: { old: systemOf(candidate.old), new: systemOf(candidate.new) },
    ...roles(flags, found, id),
    stage: "dualwrite",
  };
}

function roles(flags: CandidateFlags, found: Found, id: string): Record<string, JsonValue> {
  const { staged } = flags;
  if (staged !== undefined) {
    const stages = Object.fromEntries(staged.modes.map(({ value, stage }) => [value, stage]));
    return { staged: { flag: staged.flagKey, stages } };
  }
  const role = (flag: string): JsonValue => {
    const variants = [...(found.registry.flags.get(flag)?.variants ?? [])];
    const on = variants.find(([, value]) => isOn(value));
    return { flag, variant: on?.[0] ?? "on" };
  };
  return { write: role(writeFlagOf(found)), read: role(flags.read ?? `${id}-read`) };
}

function isOn(value: JsonValue): boolean {
  return (
    value === true || (typeof value === "string" && /^(?:1|enabled|on|true|yes)$/iu.test(value))
  );
}

function systemOf({ name, writes, reads }: CandidateSide): JsonValue {
  return {
    name,
    ...(writes.length > 0 && { writes: [...writes] }),
    ...(reads.length > 0 && { reads: [...reads] }),
  };
}
