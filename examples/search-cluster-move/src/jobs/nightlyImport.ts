import type { CrmDocument } from "../documents.js";
import type { SearchFlagClient } from "../flags/client.js";
import type { ProviderAClient } from "../search/provider-a/client.js";
import type { ProviderBClient } from "../search/provider-b/client.js";

/** What the import needs. */
export interface ImportParts {
  readonly flags: SearchFlagClient;
  readonly providerA: ProviderAClient;
  readonly providerB: ProviderBClient;
}

/** Indexes the night's changes from the ledger; returns how many documents went in. */
export async function importNightly(
  parts: ImportParts,
  documents: Iterable<CrmDocument>,
): Promise<number> {
  let imported = 0;
  for (const document of documents) {
    await parts.providerA.index(document);
    if (parts.flags.get({ clientId: document.clientId }, "search.es.dual-write", false)) {
      await parts.providerB.index(document);
    }
    imported += 1;
  }
  return imported;
}
