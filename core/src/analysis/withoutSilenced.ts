import type { ReferenceView } from "../reference/model.js";
import type { Registry } from "../registry/model.js";
import { inOrder } from "../rules/finding.js";
import type { Finding } from "../rules/model.js";
import { applySuppressionComments, type SuppressedFinding } from "../suppressions/applyComments.js";
import type { SuppressionComment } from "../suppressions/comments.js";
import type { Place } from "../text/span.js";

/** What is left to show and what comments in the source silence. */
export interface Voiced {
  /** With reports on the comments themselves; sorted by path, offset and rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** What the comments are read from. */
export interface CommentedFiles {
  readonly registries: readonly Registry[];
  readonly index: ReferenceView;
  readonly commentsOf: (path: string) => readonly SuppressionComment[];
  /** 1-based line on which a place starts. */
  readonly lineOf: (place: Place) => number;
}

/** Applies the comments in every file that has a finding or a flag reference, and in the registries. */
export function withoutSilenced(
  findings: readonly Finding[],
  { registries, index, commentsOf, lineOf }: CommentedFiles,
): Voiced {
  const byPath = new Map<string, Finding[]>();
  const open = (path: string): Finding[] => {
    const here = byPath.get(path) ?? [];
    byPath.set(path, here);
    return here;
  };
  for (const finding of findings) open(finding.place.path).push(finding);
  for (const { path } of index.references) open(path);
  for (const { path } of index.dynamicReferences) open(path);
  for (const registry of registries) {
    for (const flag of registry.flags.values()) flag.definitions.forEach(({ path }) => open(path));
  }
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const [path, here] of byPath) {
    const applied = applySuppressionComments(path, commentsOf(path), here, ({ place }) =>
      lineOf(place),
    );
    kept.push(...applied.findings, ...applied.reports);
    suppressed.push(...applied.suppressed);
  }
  return { findings: inOrder(kept), suppressed };
}
