import type { Flag } from "../registry/model.js";
import { spellingsOf } from "./flagLife.js";
import { byKey } from "./flagOrder.js";
import { matchesKeyPattern } from "./keyPattern.js";
import { defineRule, type RuleContext } from "./model.js";
import { isTestFile } from "./testFiles.js";
import { quotedList } from "./wording.js";

/** A read whose key only exists at run time, so that nobody can tell which flags it asks. */
export const dynamicFlagKey = defineRule({
  id: "dynamic-flag-key",
  meta: {
    description: "Disallow building a flag key at run time",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: false,
    messages: {
      unknown:
        'This flag key is built at run time and nothing of it is known ("{{pattern}}"), so any flag may be meant; write the key out.',
      noMatch:
        'This flag key is built at run time ("{{pattern}}") and no registered flag matches it; write the key out, or register the flags it may mean.',
      matches:
        'This flag key is built at run time ("{{pattern}}") and may mean {{flags}}; write the keys out, or list the pattern under `keyPatterns` of each.',
    },
  },
  check(context) {
    for (const { path, span, pattern } of context.index.dynamicReferences) {
      if (isTestFile(path)) continue;
      const place = { path, span };
      if (/^\**$/.test(pattern)) {
        context.report({ messageId: "unknown", data: { pattern: "*" }, place });
        continue;
      }
      const matching = flagsMatching(context, path, pattern);
      const undeclared = matching.filter(
        ({ lifecycle }) => !lifecycle.keyPatterns.includes(pattern),
      );
      if (matching.length > 0 && undeclared.length === 0) continue;
      const flags = quotedList(undeclared.map(({ key }) => key));
      const messageId = matching.length === 0 ? "noMatch" : "matches";
      context.report({ messageId, data: { pattern, flags }, place });
    }
  },
});

/** The flags that the pattern may mean in this file: by their spelling, or because they declare the pattern. */
function flagsMatching(context: RuleContext, path: string, pattern: string): readonly Flag[] {
  const flags = context
    .registryChainFor(path)
    .flatMap((registry) => [...registry.flags.values()])
    .filter(
      (flag) =>
        flag.lifecycle.keyPatterns.includes(pattern) ||
        spellingsOf(flag).some(
          (spelling) =>
            matchesKeyPattern(pattern, spelling) && context.flagFor(spelling, path) === flag,
        ),
    );
  return flags.sort(byKey);
}
