import { isJsonArray, isTestFile, matchesKeyPattern, propertyOf } from "@halyard/core";
import { caution, evidenceAt, safe } from "../model.js";
import type { Answer, Evidence, Subject } from "../model.js";
import { counted } from "../words.js";

/** Whether a key that is built at run time may be this one. */
export function checkDynamicKeys(subject: Subject): Answer {
  const { analysis, spellings, flag, elsewhere } = subject;
  const vouchedFor = ignoredPatterns(subject);
  const may = (pattern: string): boolean =>
    !vouchedFor.includes(pattern) && spellings.some((key) => matchesKeyPattern(pattern, key));
  const here = analysis.index.dynamicReferences
    .filter(({ path, pattern }) => !isTestFile(path) && may(pattern))
    .map((one) => evidenceAt(analysis, one));
  const others = elsewhere.flatMap(({ repository, references }) =>
    references
      .filter(
        ({ flagKey, pattern, path }) =>
          flagKey === null && !isTestFile(path) && may(pattern ?? "*"),
      )
      .map(({ path, line }): Evidence => ({ repository, path, line })),
  );
  const found = [...here, ...others];
  if (found.length > 0) {
    const message = `${counted(found.length, "read")} ${found.length === 1 ? "builds its" : "build their"} key at run time and may ask for it`;
    return caution(message, found);
  }
  const patterns = flag?.lifecycle.keyPatterns ?? [];
  if (patterns.length > 0) {
    return caution(`its registry entry says that code builds its key: ${patterns.join(", ")}`);
  }
  return safe("no key that is built at run time can be this one");
}

/** The patterns that the team vouches for, as `unused-flag` knows them. */
function ignoredPatterns({ analysis }: Subject): readonly string[] {
  const options = analysis.config.rules.get("unused-flag")?.options;
  const patterns = propertyOf(options, "ignorePatterns");
  return isJsonArray(patterns) ? patterns.filter((one) => typeof one === "string") : [];
}
