import type { StoreSettings } from "@halyard/core";
import { StoreFault } from "../http/fault.js";
import { usualLimits, type HttpLimits } from "../http/limits.js";
import { openingsOf, type Variables } from "./openings.js";

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
  const openings = openingsOf(settings, variables, limits);
  if (typeof openings === "string") return { ok: false, message: openings };
  const { client, project, all } = openings;
  const [opening] = all;
  if (client.archive === undefined || opening === undefined) {
    const message = `offers no way to archive a flag over its API; archive it in ${client.title} by hand, then give --tombstone-only`;
    return { ok: false, message };
  }
  try {
    await client.archive(opening.http, { ...request, project });
    return { ok: true };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return { ok: false, message: error.message };
  }
}
