import type { FlagDefinition } from "../registry/model.js";
import { parseRegistry } from "../registry/parseRegistry.js";
import { editOf, type FileChange, type TextEdit } from "../text/change.js";

/** What a registry file has to say after a step. */
export interface RegistryNews {
  /** Flags that the code asks no more. */
  readonly removedFlags: readonly string[];
  /** The migration that is over. */
  readonly completed?: string;
}

/**
 * The registry file as it is after a step, or undefined where nothing has to be said: the flags stay as entries, for
 * the store still has them, with the status `removed-from-code`.
 */
export function registryChange(
  path: string,
  text: string,
  news: RegistryNews,
): FileChange | undefined {
  const { flags, migrationDefinitions } = parseRegistry({ path, text });
  const edits: TextEdit[] = [];
  for (const key of news.removedFlags) {
    const definition = flags.get(key)?.definitions.find((one) => one.path === path);
    const edit =
      definition && fieldEdit(path, text, definition, "lifecycle.status", "removed-from-code");
    if (edit !== undefined) edits.push(edit);
  }
  const block =
    news.completed === undefined ? undefined : migrationDefinitions?.get(news.completed);
  const stage = block && fieldEdit(path, text, block, "stage", "complete");
  if (stage !== undefined) edits.push(stage);
  return edits.length === 0 ? undefined : editOf(path, text, edits);
}

/** Replaces the word of a field, in its own quotes, or puts the field in front of its neighbours. */
function fieldEdit(
  path: string,
  text: string,
  definition: FlagDefinition,
  field: string,
  value: string,
): TextEdit | undefined {
  const span = definition.fields[field];
  if (span !== undefined) {
    const written = text.slice(span.start, span.end);
    const quote = /^["']/u.exec(written)?.[0] ?? "";
    const newText = `${quote}${value}${quote}`;
    return written === newText ? undefined : { ...span, newText };
  }
  const [parent, name] = splitField(field);
  const inside = definition.fields[parent];
  if (inside === undefined) return undefined;
  if (text[inside.start] === "{") {
    const key = /\.ya?ml$/iu.test(path) ? `${name}: ${value}` : `"${name}": "${value}"`;
    const next = /^\{(\s*)/u.exec(text.slice(inside.start, inside.end))?.[1] ?? "";
    return { start: inside.start + 1, end: inside.start + 1, newText: `${next}${key},` };
  }
  const lineStart = text.lastIndexOf("\n", inside.start - 1) + 1;
  const indent = text.slice(lineStart, inside.start);
  return /^\s*$/u.test(indent)
    ? { start: inside.start, end: inside.start, newText: `${name}: ${value}\n${indent}` }
    : undefined;
}

function splitField(field: string): [string, string] {
  const dot = field.lastIndexOf(".");
  return [field.slice(0, Math.max(dot, 0)), field.slice(dot + 1)];
}
