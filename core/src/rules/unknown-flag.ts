import type { FlagReference } from "../reference/model.js";
import { isTestFile } from "./testFiles.js";
import { defineRule, type Report, type RuleContext } from "./model.js";
import { suggestKey } from "./suggestKey.js";

type MessageId = "unknown" | "didYouMean" | "elsewhere";
type Details = Pick<Report<MessageId>, "messageId" | "data">;

/** A reference to a key that no registry for its file has. */
export const unknownFlag = defineRule<MessageId>({
  id: "unknown-flag",
  meta: {
    description: "Disallow referring to a flag that is not in the registry",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "error",
    timeTriggered: false,
    messages: {
      unknown:
        'Flag "{{flag}}" is not in {{registry}}, so nobody keeps track of it; add it there, or remove this reference.',
      didYouMean:
        'Flag "{{flag}}" is not in {{registry}}; did you mean "{{suggestion}}"? Correct the key, or add the flag there.',
      elsewhere:
        'Flag "{{flag}}" is in {{other}}, which does not answer for this file; add it to {{registry}}, or widen the scope of the other registry.',
    },
  },
  check(context) {
    // Files with the same nearest registry have the same outer ones, so the answer is the same.
    const known = new Map<string, Details>();
    for (const reference of context.index.references) {
      const registry = context.registryFor(reference.path);
      if (registry === undefined || !isMeantAsFlag(reference)) continue;
      if (context.flagFor(reference.flagKey, reference.path) !== undefined) continue;
      if (isBuried(context, reference)) continue;
      if (!areRegistriesWhole(context, reference.path)) continue;
      const id = JSON.stringify([registry.path, reference.flagKey]);
      const details = known.get(id) ?? detailsOf(context, reference);
      known.set(id, details);
      context.report({
        ...details,
        place: { path: reference.path, span: reference.span },
        flagKey: reference.flagKey,
      });
    }
  },
});

/**
 * Tests make keys up, an override sets what something else reads, and an SDK-wide environment matcher also sees
 * variables that are no flags; a matcher of the team's own is taken at its word.
 */
function isMeantAsFlag({ path, access, kind, matcher }: FlagReference): boolean {
  if (isTestFile(path) || access === "override") return false;
  return kind !== "env" || matcher.startsWith("config/");
}

/** The key of an archived flag: `reused-flag-key` says more about it. */
function isBuried(context: RuleContext, { flagKey, access }: FlagReference): boolean {
  return (
    access === "read" &&
    context.stores.tombstones.has(flagKey) &&
    context.isEnabled("reused-flag-key")
  );
}

/** A registry whose syntax breaks, or of which nothing could be read, may have the key in the part that is lost. */
function areRegistriesWhole(context: RuleContext, path: string): boolean {
  return context
    .registryChainFor(path)
    .every(({ flags, problems }) =>
      problems.every(
        ({ severity, code }) =>
          severity !== "error" || (flags.size > 0 && code !== "registry-syntax"),
      ),
    );
}

function detailsOf(context: RuleContext, { flagKey, path }: FlagReference): Details {
  const chain = context.registryChainFor(path);
  const registry = chain[0]?.path ?? "the registry";
  const other = context.registries.find(({ flags }) => flags.has(flagKey));
  if (other !== undefined) return { messageId: "elsewhere", data: { registry, other: other.path } };
  const suggestion = suggestKey(flagKey, chain);
  if (suggestion !== undefined) return { messageId: "didYouMean", data: { registry, suggestion } };
  return { messageId: "unknown", data: { registry } };
}
