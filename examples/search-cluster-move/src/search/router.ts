import type { CrmDocument, SearchHit, SearchQuery } from "../documents.js";
import type { SearchFlagClient } from "../flags/client.js";
import type { ProviderAClient } from "./provider-a/client.js";
import type { ProviderBClient } from "./provider-b/client.js";
import type { WriteBehind } from "./writeBehind.js";

/** What the router needs. */
export interface RouterParts {
  readonly flags: SearchFlagClient;
  readonly providerA: ProviderAClient;
  readonly providerB: ProviderBClient;
  /** Takes the writes of provider B, so that nobody waits for a cluster that is still on trial. */
  readonly writeBehind: WriteBehind;
}

/** Decides, request by request, which cluster is written and which one answers. */
export class SearchRouter {
  readonly #flags: SearchFlagClient;
  readonly #providerA: ProviderAClient;
  readonly #providerB: ProviderBClient;
  readonly #writeBehind: WriteBehind;

  constructor(parts: RouterParts) {
    this.#flags = parts.flags;
    this.#providerA = parts.providerA;
    this.#providerB = parts.providerB;
    this.#writeBehind = parts.writeBehind;
  }

  /** Makes a document searchable, in both clusters while the move is on. */
  async indexDocument(document: CrmDocument): Promise<void> {
    const context = { clientId: document.clientId };
    await this.#providerA.index(document);
    if (this.#flags.get(context, "search.es.dual-write", false)) {
      this.#writeBehind.enqueue("index", async () => {
        if (!this.#flags.get(context, "search.es.kill-new", false)) {
          await this.#providerB.index(document);
        }
      });
    }
  }

  /** Takes a document out of the search, in both clusters while the move is on. */
  async removeDocument(document: CrmDocument): Promise<void> {
    const context = { clientId: document.clientId };
    await this.#providerA.remove(document.id);
    if (!this.#flags.get(context, "search.es.dual-write", false)) {
      return;
    }
    this.#writeBehind.enqueue("remove", async () => {
      if (this.#flags.get(context, "search.es.kill-new", false)) {
        return;
      }
      await this.#providerB.remove(document.id);
    });
  }

  /** Answers a search from the new cluster for the clients who are on it, else from the old one. */
  async search(query: SearchQuery): Promise<SearchHit[]> {
    const context = { clientId: query.clientId };
    const readsNew =
      !this.#flags.get(context, "search.es.kill-new", false) &&
      this.#flags.get(context, "search.es.read-new", false);
    return readsNew ? this.#providerB.search(query) : this.#providerA.search(query);
  }
}
