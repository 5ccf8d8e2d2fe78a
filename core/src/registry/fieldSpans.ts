import type { DataNode } from "../schema/node.js";
import type { Span } from "../text/span.js";

/** Fields deeper than this are parts of a targeting expression, which nobody looks up by path. */
const maxFieldDepth = 6;

/** The spans of an object's values by dotted path; array items count as `links.0`. */
export function fieldSpansOf(node: DataNode): Readonly<Record<string, Span>> {
  const fields = Object.create(null) as Record<string, Span>;
  collect(node, "", 0, fields);
  return fields;
}

function collect(
  node: DataNode,
  prefix: string,
  depth: number,
  fields: Record<string, Span>,
): void {
  if (depth > maxFieldDepth) return;
  const children =
    node.kind === "object"
      ? node.entries.map((entry) => [entry.key, entry.value] as const)
      : node.kind === "array"
        ? node.items.map((item, index) => [String(index), item] as const)
        : [];
  for (const [key, value] of children) {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    fields[path] = value.span;
    // Targeting is read as a whole: its parts have no names of their own.
    if (key !== "targeting") collect(value, path, depth + 1, fields);
  }
}
