import { entriesOf, fieldOf, itemsOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import type { Span } from "../text/span.js";
import { quoted } from "../text/quoted.js";

/** Words that YAML 1.1 readers (flagd in Go, Ruby, many editors) take for booleans; to us they are strings. */
const booleanWord = /^(?:on|off|yes|no|y|n)$/i;

/**
 * Warns of variant names such as `on` without quotes: read as booleans elsewhere, the same file would mean other things.
 * One warning per file, at the first such name.
 */
export function checkYamlWords(root: DataNode, text: string, sink: ProblemSink): void {
  const bare = entriesOf(fieldOf(root, "flags"))
    .flatMap(({ value }) => variantNamePlaces(value))
    .filter(({ start, end }) => booleanWord.test(text.slice(start, end)));
  const [first] = bare.sort((a, b) => a.start - b.start);
  if (first === undefined) return;
  const word = quoted(text.slice(first.start, first.end));
  const more = bare.length > 1 ? ` (and ${bare.length - 1} more in this file)` : "";
  const message = `The variant name ${word} needs quotes${more}: YAML 1.1 readers take it for a boolean.`;
  sink.warning("yaml-boolean", message, first);
}

/** Where a flag names its variants. */
function variantNamePlaces(flag: DataNode): readonly Span[] {
  const environments = entriesOf(fieldOf(flag, "environments")).map(({ value }) => value);
  const lifecycle = fieldOf(flag, "lifecycle");
  const keys = [fieldOf(flag, "variants"), ...environments.map((one) => fieldOf(one, "served"))];
  const values = [
    ...[flag, ...environments].map((one) => fieldOf(one, "defaultVariant")),
    ...environments
      .flatMap((one) => itemsOf(fieldOf(one, "exceptions")))
      .map((exception) => fieldOf(exception, "variant")),
    fieldOf(lifecycle, "keepVariant"),
    ...itemsOf(fieldOf(lifecycle, "prerequisites")).map((one) => fieldOf(one, "variant")),
  ];
  return [
    ...keys.flatMap((node) => entriesOf(node).map(({ keySpan }) => keySpan)),
    ...values.flatMap((node) => node?.span ?? []),
  ];
}
