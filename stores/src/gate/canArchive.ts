import { storeEntryOf } from "@halyard/core";
import type { Flag, Registry, StoreEntry, StoreView } from "@halyard/core";
import { checkDependents } from "./checks/dependents.js";
import { checkDeployed } from "./checks/deployed.js";
import { checkDuty } from "./checks/duty.js";
import { checkDynamicKeys } from "./checks/dynamicKeys.js";
import { checkEvaluated } from "./checks/evaluated.js";
import { checkExperiment } from "./checks/experiment.js";
import { checkStore } from "./checks/inStore.js";
import { checkReferences } from "./checks/references.js";
import { checkIds } from "./model.js";
import type {
  Answer,
  ArchiveVerdict,
  Check,
  CheckId,
  GateInput,
  Standing,
  Subject,
} from "./model.js";

const checks: Readonly<Record<CheckId, (subject: Subject) => Answer>> = {
  store: checkStore,
  references: checkReferences,
  "dynamic-keys": checkDynamicKeys,
  deployed: checkDeployed,
  evaluated: checkEvaluated,
  dependents: checkDependents,
  experiment: checkExperiment,
  duty: checkDuty,
};

const order: readonly Standing[] = ["safe", "caution", "blocked"];

/**
 * Whether a flag may be archived in its store, with everything that speaks for and against it.
 *
 * Archiving a flag that code still reads rolls it back for everyone, so every answer has to be safe. Nothing is asked
 * of the store here: what is known of it is what a sync wrote.
 */
export function canArchive(input: GateInput): ArchiveVerdict {
  const subject = subjectOf(input);
  const answers = checkIds.map((id): Check => ({ id, evidence: [], ...checks[id](subject) }));
  const worst = Math.max(...answers.map(({ standing }) => order.indexOf(standing)));
  const { entry } = subject;
  return {
    flagKey: input.flagKey,
    ...(entry !== undefined && { store: { name: entry.store.name, key: entry.key } }),
    standing: order[worst] ?? "blocked",
    checks: answers,
  };
}

function subjectOf(input: GateInput): Subject {
  const { analysis, flagKey } = input;
  const found = find(analysis.registries, flagKey);
  const { config, stores } = analysis;
  const defaults = found?.registry.defaults ?? analysis.registries[0]?.defaults;
  return {
    ...input,
    flag: found?.flag,
    registry: found?.registry,
    entry: found === undefined ? entryOfKey(flagKey, stores) : storeEntryOf(found.flag, stores),
    spellings: [flagKey, ...(found?.flag.lifecycle.aliases ?? [])],
    productionEnvironments: defaults?.productionEnvironments ??
      config.defaults.productionEnvironments ?? ["production"],
    soakDays: defaults?.soakDays ?? config.defaults.soakDays ?? 14,
  };
}

function find(
  registries: readonly Registry[],
  key: string,
): { readonly flag: Flag; readonly registry: Registry } | undefined {
  for (const registry of registries) {
    const flag = registry.flags.get(key);
    if (flag !== undefined) return { flag, registry };
  }
  return undefined;
}

/** A flag that has left the registry already is looked for by its key. */
function entryOfKey(key: string, view: StoreView): StoreEntry | undefined {
  const having = [...view.stores.values()].filter(({ flags }) => flags.has(key));
  const [store] = having.length === 1 ? having : view.stores.size === 1 ? view.stores.values() : [];
  return store && { store, key, flag: store.flags.get(key) };
}
