import { CompletionItemKind, MarkupKind, type CompletionItem } from "vscode-languageserver/node";
import { fieldAt, objectShapeOf, wordsOf, type FieldAt, type Registry } from "@halyard/core";
import type { DocumentView, Snapshot } from "../workspaces/snapshot.js";

const dayLength = 86_400_000;
/** Days from today that dates are offered for. */
const dateSteps = [0, 30, 90, 180];
const dateFields = new Set(["created", "expires", "since"]);
const variantFields = new Set(["defaultVariant", "keepVariant", "variant"]);
const keyFields = new Set(["guardedBy", "flag", "killSwitch"]);

/** What may stand at an offset of a registry: fields with what they mean, and values where they are known. */
export function fieldCompletion(
  { snapshot, path }: DocumentView,
  registry: Registry,
  offset: number,
): readonly CompletionItem[] {
  const text = snapshot.textOf(path) ?? "";
  const at = fieldAt({ path, text }, offset);
  const isYaml = /\.ya?ml$/iu.test(path);
  const range = snapshot.rangeOf(path, at.span);
  const edited = (label: string, newText: string): Pick<CompletionItem, "label" | "textEdit"> => ({
    label,
    textEdit: { range, newText },
  });
  if (at.part === "key") {
    const written = text.slice(at.span.end).trimStart().startsWith(":") ? "" : ": ";
    return Object.entries(objectShapeOf(at.shape)?.fields ?? {}).map(([name, shape]) => ({
      ...edited(name, `${isYaml ? name : JSON.stringify(name)}${written}`),
      kind: CompletionItemKind.Field,
      ...(shape.description !== undefined && {
        documentation: { kind: MarkupKind.Markdown, value: shape.description },
      }),
    }));
  }
  return valuesAt(snapshot, registry, at).map(({ value, detail }, order) => ({
    ...edited(value, written(value, at, isYaml)),
    kind: CompletionItemKind.Value,
    sortText: String(order).padStart(4, "0"),
    ...(detail !== undefined && { detail }),
  }));
}

interface Offered {
  readonly value: string;
  readonly detail?: string;
}

function valuesAt(snapshot: Snapshot, registry: Registry, at: FieldAt): readonly Offered[] {
  const field = at.path.at(-1) ?? "";
  if (dateFields.has(field)) return datesFor(snapshot, field);
  if (variantFields.has(field)) return variantsFor(registry, at.path).map((value) => ({ value }));
  if (keyFields.has(field)) return [...registry.flags.keys()].map((value) => ({ value }));
  if (field === "owner") return ownersOf(registry).map((value) => ({ value }));
  if (field === "migration") return [...registry.migrations.keys()].map((value) => ({ value }));
  return wordsOf(at.shape).map((value) => ({ value }));
}

function datesFor({ now }: Snapshot, field: string): readonly Offered[] {
  const dates = dateSteps.map((days): Offered => {
    const date = new Date(now.getTime() + days * dayLength).toISOString().slice(0, 10);
    return { value: date, detail: days === 0 ? "today" : `in ${days} days` };
  });
  if (field !== "expires") return dates.slice(0, 1);
  return [...dates.slice(1), { value: "never", detail: "meant to stay" }];
}

function variantsFor(registry: Registry, [, key]: readonly string[]): readonly string[] {
  const flag = key === undefined ? undefined : registry.flags.get(key);
  return flag === undefined ? [] : [...flag.variants.keys()];
}

function ownersOf({ flags }: Registry): readonly string[] {
  const owners = new Set([...flags.values()].flatMap(({ lifecycle }) => lifecycle.owner ?? []));
  return [...owners].sort();
}

/** A value in the file's own form; what is no text in JSON stays bare. */
function written(value: string, { shape }: FieldAt, isYaml: boolean): string {
  const isBare = shape?.kind === "boolean" || isYaml;
  const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(value);
  return isBare && !isDate ? value : JSON.stringify(value);
}
