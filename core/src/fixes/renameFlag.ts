import type { FlagReference } from "../reference/model.js";
import type { Flag } from "../registry/model.js";
import { matchesKeyPattern } from "../rules/keyPattern.js";
import { editOf, type FileChange, type TextEdit } from "../text/change.js";
import { compareText } from "../text/order.js";
import type { Place } from "../text/span.js";
import { refused } from "./fixData.js";
import { flagOf } from "./flagOf.js";
import { writtenLike } from "./keyText.js";
import type { FixContext, FixResult } from "./model.js";
import { isWritable, setFlagField } from "./registry/setField.js";

/** Which key to rename, as it is seen from a file, and to what. */
export interface RenameRequest {
  readonly flagKey: string;
  readonly path: string;
  readonly newKey: string;
}

/**
 * A flag's key renamed everywhere: in code and tests, in its registry and where other entries name it.
 *
 * All places or none: where one place spells the key in a way that cannot be rewritten, or a key built at run time may
 * mean it, the rename refuses and says which. A flag that lives in a store keeps its key there, noted as `store.key`.
 */
export function renameFlag(request: RenameRequest, context: FixContext): FixResult {
  const { flagKey, path, newKey } = request;
  const { analysis } = context;
  if (!/^\S(?:.*\S)?$/u.test(newKey) || newKey.length > 256) {
    return refused("A flag key is 1 to 256 characters without blanks around them.");
  }
  const flag = flagOf({ flagKey, path }, context);
  const key = flag?.key ?? flagKey;
  const taken = analysis.flagFor(newKey, path);
  if (taken !== undefined && taken !== flag) return refused(`"${newKey}" is another flag already.`);
  const dynamic = analysis.index.dynamicReferences.find(
    ({ pattern }) => /[^*]/u.test(pattern) && matchesKeyPattern(pattern, key),
  );
  if (dynamic !== undefined) {
    return refused(
      `${dynamic.path} builds keys at run time ("${dynamic.pattern}") that may mean this flag.`,
    );
  }
  const references =
    flag === undefined ? analysis.index.referencesTo(key) : analysis.referencesOf(flag);
  const places = [
    ...references.filter((reference) => reference.flagKey === key),
    ...(flag === undefined ? [] : registryPlaces(flag, context)),
  ];
  return rewritten(places, { key, newKey, flag }, context);
}

interface Renaming {
  readonly key: string;
  readonly newKey: string;
  readonly flag: Flag | undefined;
}

function rewritten(
  places: readonly (Place | FlagReference)[],
  { key, newKey, flag }: Renaming,
  context: FixContext,
): FixResult {
  const edits = new Map<string, TextEdit[]>();
  const seen = new Set<string>();
  for (const { path, span } of places) {
    const id = `${path}\0${String(span.start)}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const written = context.textOf(path)?.slice(span.start, span.end);
    const newText = written === undefined ? undefined : spelled(path, written, key, newKey);
    if (newText === undefined) {
      return refused(
        `${path} spells the key as ${written ?? "something"}, which cannot be renamed.`,
      );
    }
    edits.set(path, [...(edits.get(path) ?? []), { ...span, newText }]);
  }
  for (const [path, own] of storeNote(flag, key, context)) {
    edits.set(path, [...(edits.get(path) ?? []), ...own]);
  }
  const changes = [...edits].flatMap(([path, own]): FileChange[] => {
    const text = context.textOf(path);
    return text === undefined ? [] : [editOf(path, text, own)];
  });
  if (changes.length === 0) return refused("There is nothing to rename.");
  return { ok: true, changes: changes.sort((a, b) => compareText(a.path, b.path)) };
}

/** The key in the spelling of its place; in a data file a plain word may hold more than in code. */
function spelled(path: string, written: string, key: string, newKey: string): string | undefined {
  const isData = /\.(?:jsonc?|ya?ml)$/iu.test(path);
  if (isData && written === key) {
    return /^[A-Za-z_][\w.-]*$/u.test(newKey) ? newKey : JSON.stringify(newKey);
  }
  return writtenLike(written, key, newKey) ?? camelled(written, key, newKey);
}

/** Some SDKs offer `new-search` as `newSearch`. */
function camelled(written: string, key: string, newKey: string): string | undefined {
  return written === camelOf(key) ? camelOf(newKey) : undefined;
}

function camelOf(key: string): string {
  return key.replace(/[^\p{L}\p{N}]+(.)?/gu, (_all, next: string | undefined) =>
    (next ?? "").toUpperCase(),
  );
}

/** The flag's own entries, and the fields of others that name it. */
function registryPlaces(flag: Flag, context: FixContext): readonly Place[] {
  const { analysis } = context;
  const own = flag.definitions.map(({ path, keySpan }) => ({ path, span: keySpan }));
  const named = [...analysis.registryOf(flag).flags.values()].flatMap(({ definitions }) =>
    definitions.flatMap(({ path, fields }) =>
      Object.entries(fields)
        .filter(([name]) => /^lifecycle\.(?:guardedBy|prerequisites\.\d+\.flag)$/u.test(name))
        .map(([, span]): Place => ({ path, span })),
    ),
  );
  return [
    ...own,
    ...named.filter(({ path, span }) => namesKey(context.textOf(path), span, flag.key)),
  ];
}

function namesKey(text: string | undefined, { start, end }: Place["span"], key: string): boolean {
  const written = text?.slice(start, end) ?? "";
  return written === key || written.slice(1, -1) === key;
}

/** The store keeps the old key: without a note the flag would lose its link to it. */
function storeNote(
  flag: Flag | undefined,
  key: string,
  context: FixContext,
): readonly (readonly [string, readonly TextEdit[]])[] {
  const store = flag?.lifecycle.store;
  if (flag === undefined || store === undefined || store.key !== undefined) return [];
  if (!isWritable(context.analysis.registryOf(flag))) return [];
  const result = setFlagField(flag, ["lifecycle", "store", "key"], key, context);
  return result.ok ? result.changes.map(({ path, edits }) => [path, edits]) : [];
}
