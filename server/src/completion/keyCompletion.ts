import {
  CompletionItemKind,
  CompletionItemTag,
  type CompletionItem,
} from "vscode-languageserver/node";
import { isGone, type Flag } from "@halyard/core";
import { rowOf } from "../flags/flagCard.js";
import { seen } from "../text/words.js";
import type { DocumentView } from "../workspaces/snapshot.js";
import { keyPlaceAt, type KeyPlace } from "./keyPlace.js";

/** What resolving an item needs. */
export interface KeyItemData {
  readonly uri: string;
  readonly flagKey: string;
}

/**
 * The keys that may stand at an offset of a source: where one of them, put there, would be read as a flag reference.
 *
 * Asking the index instead of guessing by the text finds every shape that is recognised, and no others.
 */
export async function keyCompletion(
  view: DocumentView,
  offset: number,
): Promise<readonly CompletionItem[]> {
  const { snapshot, path } = view;
  const text = snapshot.textOf(path);
  const place = text === undefined ? undefined : keyPlaceAt(text, offset);
  if (text === undefined || place === undefined) return [];
  const flags = snapshot.analysis
    .flags()
    .filter((flag) => snapshot.analysis.flagFor(flag.key, path) === flag)
    .flatMap((flag): Spelled[] => {
      const written = spelling(flag.key, place);
      return written === undefined ? [] : [{ flag, written }];
    });
  const [probe] = flags;
  if (probe === undefined || !(await isKeyPlace(view, text, place, probe))) return [];
  const range = snapshot.rangeOf(path, place.span);
  return flags.map(({ flag, written }) => itemOf(view, flag, { range, newText: written }));
}

interface Spelled {
  readonly flag: Flag;
  readonly written: string;
}

/** As a member only what is a name can be written. */
function spelling(key: string, { form }: KeyPlace): string | undefined {
  if (form === "literal") return /["'`\\\n\r]|\$\{/u.test(key) ? undefined : key;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : undefined;
}

async function isKeyPlace(
  { snapshot, path }: DocumentView,
  text: string,
  { span, missing }: KeyPlace,
  { flag, written }: Spelled,
): Promise<boolean> {
  const probed = text.slice(0, span.start) + written + missing + text.slice(span.end);
  const references = await snapshot.peek(path, probed);
  return references.some(
    (reference) =>
      reference.flagKey === flag.key &&
      reference.span.start <= span.start &&
      span.start <= reference.span.end,
  );
}

function itemOf(
  { snapshot, uri }: DocumentView,
  flag: Flag,
  textEdit: NonNullable<CompletionItem["textEdit"]>,
): CompletionItem {
  const row = rowOf(snapshot, flag);
  const isLeaving = isGone(flag) || row?.nextStep.action === "remove";
  const data: KeyItemData = { uri, flagKey: flag.key };
  return {
    label: seen(flag.key),
    filterText: flag.key,
    kind: CompletionItemKind.Constant,
    detail: `${flag.type} flag · ${row?.nextStep.words ?? ""}`,
    // Flags that are on their way out come last.
    sortText: `${isLeaving ? "1" : "0"}${flag.key}`,
    ...(isGone(flag) && { tags: [CompletionItemTag.Deprecated] }),
    textEdit,
    data,
  };
}
