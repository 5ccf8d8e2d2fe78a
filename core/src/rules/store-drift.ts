import type { EnvironmentState, Flag } from "../registry/model.js";
import type { StoreState, UnknownKeyReport } from "../state/model.js";
import { storeEntryOf } from "../state/storeOf.js";
import type { Place } from "../text/span.js";
import { judgeState } from "../verdict/judgeState.js";
import type { StateVerdict } from "../verdict/stateVerdict.js";
import { isGone } from "./flagLife.js";
import { registryPlace } from "./flagPlaces.js";
import { defineRule, type RuleContext } from "./model.js";
import { booleanOption } from "./options.js";
import { soundFlags } from "./soundFlags.js";
import { isTestFile } from "./testFiles.js";
import { listWords } from "./wording.js";

type MessageId = "differs" | "archived" | "alive" | "missing" | "unregistered" | "askedFor";

/** What the registry says and what the flag store was last seen to do are not the same. */
export const storeDrift = defineRule<MessageId>({
  id: "store-drift",
  meta: {
    description: "Disallow a registry that says other things than the flag store does",
    category: "registry",
    scope: "workspace",
    defaultSeverity: "warn",
    timeTriggered: true,
    optionsSchema: {
      type: "object",
      properties: {
        unregistered: {
          type: "boolean",
          default: false,
          description: "Also report living flags of a store that no registry has.",
        },
      },
      additionalProperties: false,
    },
    messages: {
      differs:
        'Flag "{{flag}}" drifts in {{environment}}: by the registry {{declared}}, but store "{{store}}" was last seen otherwise: {{observed}}; correct the one that is wrong.',
      archived:
        'Flag "{{flag}}" is archived in store "{{store}}", but the registry does not say so; set its `status` to "archived", or take the entry out.',
      alive:
        'Flag "{{flag}}" is {{status}} by the registry, but store "{{store}}" still serves it; archive it there, or correct its `status`.',
      missing:
        'Flag "{{flag}}" is in the registry, but store "{{store}}" does not have it, so every call gets its own default value; create it there, or correct the entry.',
      unregistered:
        'Flag "{{flag}}" lives in store "{{store}}", but no registry has it, so nobody keeps track of it; add it.',
      askedFor:
        'Flag "{{flag}}" does not exist in store "{{store}}", but is still asked for by {{applications}}{{environments}}; find the code that reads it, or create the flag.',
    },
  },
  check(context) {
    for (const flag of soundFlags(context.registries)) compare(context, flag);
    for (const store of context.stores.stores.values()) {
      for (const report of store.unknownKeys) reportUnknownKey(context, store, report);
      if (booleanOption(context.options, "unregistered")) reportUnregistered(context, store);
    }
  },
});

function compare(context: RuleContext<MessageId>, flag: Flag): void {
  const entry = storeEntryOf(flag, context.stores);
  if (entry === undefined) return;
  const data = { store: entry.store.name };
  const report = (messageId: MessageId, field: string, more: Record<string, string> = {}): void => {
    const place = registryPlace(flag, field);
    context.report({ messageId, data: { ...data, ...more }, place, flagKey: flag.key });
  };
  const { status } = flag.declared ?? flag.lifecycle;
  const isDeclaredGone = status === "archived" || status === "deleted";
  if (entry.flag === undefined) {
    const isExpected = !isDeclaredGone && status !== "planned" && status !== "removed-from-code";
    if (isExpected && isWholly(context, flag, entry.store)) report("missing", "lifecycle.store");
    return;
  }
  if (isGone(entry.flag)) {
    if (!isDeclaredGone) report("archived", "lifecycle.status");
    return;
  }
  if (isDeclaredGone) {
    report("alive", "lifecycle.status", { status });
    return;
  }
  for (const [environment, declared] of flag.declared?.environments ?? []) {
    const observed = flag.environments.get(environment);
    if (observed === undefined || declared.syncedAt !== undefined) continue;
    const words = difference(flag, declared, observed);
    if (words !== undefined)
      report("differs", `environments.${environment}`, { environment, ...words });
  }
}

/** Whether the flag is meant to be in the store, and the store was read to its last flag. */
function isWholly(context: RuleContext<MessageId>, flag: Flag, store: StoreState): boolean {
  const isNamed =
    flag.lifecycle.store !== undefined || context.registryOf(flag).stores?.has(store.name) === true;
  return isNamed && store.complete;
}

/** How the two states differ, in words; undefined where they do not, or where one of them cannot be read. */
function difference(
  flag: Flag,
  declared: EnvironmentState,
  observed: EnvironmentState,
): { declared: string; observed: string } | undefined {
  const left = judgeState(flag, declared);
  const right = judgeState(flag, observed);
  if (left.verdict.kind === "unknown" || right.verdict.kind === "unknown") return undefined;
  const isSame =
    answerOf(left) === answerOf(right) &&
    (answerOf(left) !== undefined || !sharesDiffer(declared, observed));
  return isSame ? undefined : { declared: left.reason, observed: right.reason };
}

/** The one variant that is served, as text; undefined where it is not one. */
function answerOf({ verdict }: StateVerdict): string | undefined {
  return "variant" in verdict ? JSON.stringify(verdict.variant) : undefined;
}

function sharesDiffer(declared: EnvironmentState, observed: EnvironmentState): boolean {
  const [left, right] = [declared.served, observed.served];
  if (left === undefined || right === undefined) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].some((name) => (left[name] ?? 0) !== (right[name] ?? 0));
}

function reportUnknownKey(
  context: RuleContext<MessageId>,
  store: StoreState,
  { key, applications, environments, place }: UnknownKeyReport,
): void {
  const data = {
    store: store.name,
    applications: applications.length === 0 ? "applications" : listWords(applications),
    environments: environments.length === 0 ? "" : ` in ${listWords(environments)}`,
  };
  const reads = context.index
    .referencesTo(key)
    .filter(({ access, path }) => access === "read" && !isTestFile(path));
  const places: readonly Place[] = reads.length > 0 ? reads : [place];
  for (const { path, span } of places) {
    context.report({ messageId: "askedFor", data, place: { path, span }, flagKey: key });
  }
}

function reportUnregistered(context: RuleContext<MessageId>, store: StoreState): void {
  const known = new Set<string>();
  for (const registry of context.registries) {
    for (const flag of registry.flags.values()) {
      const entry = storeEntryOf(flag, context.stores);
      if (entry?.store === store) known.add(entry.key);
    }
  }
  for (const [key, flag] of store.flags) {
    if (known.has(key) || isGone(flag)) continue;
    const { path, keySpan: span } = flag.definitions[0];
    const data = { store: store.name };
    context.report({ messageId: "unregistered", data, place: { path, span }, flagKey: key });
  }
}
