import type { FlagReference } from "../reference/model.js";
import { isoDay } from "../registry/dates.js";
import { registryChainFor } from "../registry/lookup.js";
import type { Registry } from "../registry/model.js";
import type { JsonValue } from "../text/json.js";
import { fixDataOf, refused } from "./fixData.js";
import type { Fix, FixContext, FixData } from "./model.js";
import { isWritable, setRegistryField } from "./registry/setField.js";

const dayLength = 86_400_000;
const releaseDays = 40;

/** Registers a key that code refers to: a release flag, off, created today, with the end that its type has. */
export const addToRegistry: Fix = {
  id: "add-to-registry",
  ruleIds: ["unknown-flag"],
  offers(finding, context) {
    const registry = registryFor(finding.place.path, context);
    const data = fixDataOf(finding, context);
    if (registry === undefined || data?.flagKey === undefined) return [];
    const title = `Add "${data.flagKey}" to ${registry.path}`;
    return [{ title, kind: "suggestion", staysInFile: false, data }];
  },
  resolve(data, context) {
    const registry = registryFor(data.path, context);
    const { flagKey } = data;
    if (registry === undefined || flagKey === undefined) return refused("No registry can take it.");
    if (registry.flags.has(flagKey)) return refused(`"${flagKey}" is in the registry already.`);
    const entry = entryFor(data, registry, context);
    return setRegistryField(registry.path, ["flags", flagKey], entry, context);
  },
};

function registryFor(path: string, { analysis }: FixContext): Registry | undefined {
  const [registry] = registryChainFor(analysis.registries, path);
  return registry !== undefined && isWritable(registry) ? registry : undefined;
}

function entryFor(data: FixData, registry: Registry, { analysis, now }: FixContext): JsonValue {
  const reference = analysis.index.references.find(
    ({ path, span }) => path === data.path && span.start === data.start,
  );
  const days = registry.defaults.staleAfterDays.release ?? releaseDays;
  return {
    ...valueOf(reference),
    lifecycle: {
      type: "release",
      created: isoDay(now.getTime()),
      expires: isoDay(now.getTime() + days * dayLength),
    },
  };
}

/** The type of the values, and the default that the call falls back to. */
function valueOf(reference: FlagReference | undefined): Readonly<Record<string, JsonValue>> {
  const value = reference?.defaultArgument?.value;
  switch (reference?.valueType) {
    case "string":
      return { flagType: "string", defaultValue: typeof value === "string" ? value : "" };
    case "number":
    case "integer":
      return { flagType: "integer", defaultValue: typeof value === "number" ? value : 0 };
    case "float":
      return { flagType: "float", defaultValue: typeof value === "number" ? value : 0 };
    case "object":
      return { flagType: "object", defaultValue: value ?? {} };
    default:
      return { flagType: "boolean", defaultValue: value === true };
  }
}
