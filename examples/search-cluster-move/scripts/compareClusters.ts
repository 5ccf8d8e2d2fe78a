import type { CrmDocument } from "../src/documents.js";
import type { ProviderAClient } from "../src/search/provider-a/client.js";
import type { ProviderBClient } from "../src/search/provider-b/client.js";

/** Ids of the documents on which the two clusters disagree. */
export interface ClusterDifferences {
  readonly missingInB: readonly string[];
  readonly missingInA: readonly string[];
  readonly different: readonly string[];
}

/** Compares every document of the two clusters. */
export async function compare(
  providerA: ProviderAClient,
  providerB: ProviderBClient,
): Promise<ClusterDifferences> {
  const [inA, inB] = await Promise.all([providerA.all(), providerB.all()]);
  const byIdA = new Map(inA.map((document) => [document.id, document]));
  const byIdB = new Map(inB.map((document) => [document.id, document]));
  return {
    missingInB: [...byIdA.keys()].filter((id) => !byIdB.has(id)),
    missingInA: [...byIdB.keys()].filter((id) => !byIdA.has(id)),
    different: inA.filter((document) => differs(document, byIdB.get(document.id))).map(idOf),
  };
}

function differs(document: CrmDocument, twin: CrmDocument | undefined): boolean {
  return twin !== undefined && (document.title !== twin.title || document.body !== twin.body);
}

function idOf(document: CrmDocument): string {
  return document.id;
}
