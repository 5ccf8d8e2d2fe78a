import type { StoreSettings } from "@halyard/core";
import { StoreFault } from "../http/fault.js";
import { usualLimits, type HttpLimits } from "../http/limits.js";
import { writeOpeningOf, type Variables } from "./openings.js";

/** How archiving went; `message` is a clause that goes on after the store's name. */
export type ArchiveResult =
  { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Archives a flag in its store. It never deletes: what is archived can be brought back. */
export async function archiveFlag(
  settings: StoreSettings,
  variables: Variables,
  request: { readonly key: string; readonly reason: string },
  limits: HttpLimits = usualLimits,
): Promise<ArchiveResult> {
  const opening = writeOpeningOf(settings, variables, limits);
  if (typeof opening === "string") return { ok: false, message: opening };
  const { client, http, options } = opening;
  if (client.archive === undefined) {
    const message = `offers no way to archive a flag over its API; archive it in ${client.title} by hand, then give --tombstone-only`;
    return { ok: false, message };
  }
  try {
    await client.archive(http, { ...request, project: options.project });
    return { ok: true };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return { ok: false, message: error.message };
  }
}
