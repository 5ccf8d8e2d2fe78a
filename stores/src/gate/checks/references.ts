import { isTestFile } from "@halyard/core";
import type { FlagReference } from "@halyard/core";
import { blocked, caution, evidenceAt, safe } from "../model.js";
import type { Answer, Evidence, Subject } from "../model.js";
import { counted } from "../words.js";

/**
 * Whether code still names the flag: here, or in the repositories whose references were handed in.
 *
 * Code proper blocks; tests and files that name the key in a shape that nothing recognises are told.
 */
export function checkReferences(subject: Subject): Answer {
  const { analysis, spellings, flag, elsewhere } = subject;
  const own = spellings
    .flatMap((key) => analysis.index.referencesTo(key))
    .filter((reference) => !isDefinition(subject, reference));
  const inCode = own.filter(({ path }) => !isTestFile(path));
  const others = elsewhere.flatMap(({ repository, references }) =>
    references
      .filter(({ flagKey }) => flagKey !== null && spellings.includes(flagKey))
      .map(({ path, line }): Evidence => ({ repository, path, line })),
  );
  const outside = others.filter(({ path }) => !isTestFile(path));
  const blocking = [...inCode.map((one) => evidenceAt(analysis, one)), ...outside];
  if (blocking.length > 0) {
    return blocked(
      `code still names it in ${counted(blocking.length, "place")}; remove it there first`,
      blocking,
    );
  }
  const inTests = own.map((one) => evidenceAt(analysis, one));
  const seen = new Set(own.map(({ path }) => path));
  const defined = new Set(flag?.definitions.map(({ path }) => path));
  const naming = [...(analysis.index.filesNaming?.(spellings) ?? new Map<string, string[]>())]
    .flatMap(([, paths]) => [...paths])
    .filter((path) => !seen.has(path) && !defined.has(path) && !isTestFile(path));
  const rest: readonly Evidence[] = [
    ...[...new Set(naming)].sort().map((path) => ({ path, line: 1 })),
    ...inTests,
    ...others,
  ];
  if (naming.length > 0) {
    const message = `no reference is left, but ${counted(new Set(naming).size, "file")} still hold its key`;
    return caution(message, rest);
  }
  if (rest.length > 0) return caution("only tests still name it; clean them up", rest);
  const where =
    elsewhere.length === 0
      ? ""
      : ` and in ${counted(elsewhere.length, "other repository", "other repositories")}`;
  return safe(`no code names it in this repository${where}`);
}

/** A flag that is declared as a function or an enum member stands in the index by its own definition. */
function isDefinition({ flag }: Subject, { path, span }: FlagReference): boolean {
  return (
    flag?.definitions.some(
      ({ path: own, entrySpan }) =>
        own === path && entrySpan.start <= span.start && span.end <= entrySpan.end,
    ) === true
  );
}
