import { containsSpan, type Flag, type FlagReference, type Span } from "@halyard/core";
import type { DocumentView, Snapshot } from "../workspaces/snapshot.js";

/** A flag's key at a place: where it is used in code, or where a registry has it. */
export interface KeyAt {
  readonly flagKey: string;
  readonly path: string;
  /** The key as written, quotes included. */
  readonly span: Span;
  /** The registered flag that it means, if there is one. */
  readonly flag: Flag | undefined;
  /** In code: the reference. */
  readonly reference: FlagReference | undefined;
}

/** Every reference in one file, in order. */
export function referencesIn({ analysis }: Snapshot, path: string): readonly FlagReference[] {
  return analysis.index.references.filter((reference) => reference.path === path);
}

/** The flag's key at an offset of a file, its ends included. */
export function keyAt({ snapshot, path }: DocumentView, offset: number): KeyAt | undefined {
  const here: Span = { start: offset, end: offset };
  const { analysis } = snapshot;
  const reference = referencesIn(snapshot, path).find(({ span }) => containsSpan(span, here));
  if (reference !== undefined) {
    const { flagKey, span } = reference;
    return { flagKey, path, span, flag: analysis.flagFor(flagKey, path), reference };
  }
  return definitionAt(snapshot, path, here) ?? mentionAt(snapshot, path, here);
}

/** Every place where a registry declares a flag of its own in this file. */
export function definitionsIn({ analysis }: Snapshot, path: string): readonly KeyAt[] {
  return analysis.flags().flatMap((flag) =>
    flag.definitions
      .filter((definition) => definition.path === path)
      .map(({ keySpan }) => ({
        flagKey: flag.key,
        path,
        span: keySpan,
        flag,
        reference: undefined,
      })),
  );
}

function definitionAt(snapshot: Snapshot, path: string, here: Span): KeyAt | undefined {
  return definitionsIn(snapshot, path).find(({ span }) => containsSpan(span, here));
}

/** Fields of an entry that name another flag of the same registry. */
const namingField = /^lifecycle\.(?:guardedBy|prerequisites\.\d+\.flag)$/u;

/** A key that another entry names: its guard, its prerequisite. */
function mentionAt(snapshot: Snapshot, path: string, here: Span): KeyAt | undefined {
  return mentionsIn(snapshot, path).find(({ span }) => containsSpan(span, here));
}

/** Every place where an entry of a registry names another flag. */
function mentionsIn(snapshot: Snapshot, path: string): readonly KeyAt[] {
  const { analysis } = snapshot;
  return analysis.flags().flatMap((flag) => {
    const registry = analysis.registryOf(flag);
    return flag.definitions
      .filter((definition) => definition.path === path)
      .flatMap(({ fields }) => Object.entries(fields))
      .filter(([name]) => namingField.test(name))
      .map(([, span]): KeyAt => {
        const flagKey = unquoted(snapshot.textOf(path)?.slice(span.start, span.end) ?? "");
        const named = registry.flags.get(flagKey);
        return { flagKey, path, span, flag: named, reference: undefined };
      });
  });
}

/** A literal's content; other text stays as it is. */
export function unquoted(text: string): string {
  const quote = text[0] ?? "";
  const isQuoted = text.length > 1 && `"'\``.includes(quote) && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}
