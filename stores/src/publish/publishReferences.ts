import type { StoreSettings } from "@halyard/core";
import { StoreFault } from "../http/fault.js";
import { usualLimits, type HttpLimits } from "../http/limits.js";
import { writeOpeningOf, type Variables } from "../sync/openings.js";
import { configcat } from "./configcat.js";
import { flagsmith } from "./flagsmith.js";
import { growthbook } from "./growthbook.js";
import { launchdarkly } from "./launchdarkly.js";
import type { Intake, Publication } from "./model.js";
import { unleash } from "./unleash.js";

const intakes: ReadonlyMap<string, Intake> = new Map(
  [configcat, flagsmith, growthbook, launchdarkly, unleash].map((intake) => [intake.type, intake]),
);

/** How publishing went; `message` is a clause that goes on after the store's name. */
export type PublishResult =
  { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Tells a store where code refers to its flags, in the store's own form and without any source text. */
export async function publishReferences(
  settings: StoreSettings,
  variables: Variables,
  publication: Omit<Publication, "project">,
  limits: HttpLimits = usualLimits,
): Promise<PublishResult> {
  const intake = intakes.get(settings.type);
  if (intake === undefined) {
    const message = `is of type "${settings.type}", which takes no code references; ${[...intakes.keys()].join(", ")} do`;
    return { ok: false, message };
  }
  const opening = writeOpeningOf(settings, variables, limits, intake);
  if (typeof opening === "string") return { ok: false, message: opening };
  try {
    await intake.publish(opening.http, { ...publication, project: opening.options.project });
    return { ok: true };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return { ok: false, message: error.message };
  }
}
