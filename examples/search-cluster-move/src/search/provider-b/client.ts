import type { CrmDocument, SearchHit, SearchQuery } from "../../documents.js";
import {
  documentsOf,
  hitsOf,
  searchBody,
  sendToCluster,
  type ClusterConnection,
} from "../elasticsearch.js";

/** The new cluster, hosted by provider B. */
export class ProviderBClient {
  readonly #connection: ClusterConnection;

  constructor(connection: ClusterConnection) {
    this.#connection = connection;
  }

  /** Adds a document, or replaces the one with the same id. */
  async index(document: CrmDocument): Promise<void> {
    await sendToCluster(this.#connection, "PUT", `/crm-v2/_doc/${document.id}`, document);
  }

  /** Removes a document; one that is not there is no error. */
  async remove(documentId: string): Promise<void> {
    await sendToCluster(this.#connection, "DELETE", `/crm-v2/_doc/${documentId}`);
  }

  /** The documents of one client that contain the text. */
  async search(query: SearchQuery): Promise<SearchHit[]> {
    return hitsOf(
      await sendToCluster(this.#connection, "POST", "/crm-v2/_search", searchBody(query)),
    );
  }

  /** Every document, for the consistency check. */
  async all(): Promise<CrmDocument[]> {
    const everything = { query: { match_all: {} } };
    return documentsOf(
      await sendToCluster(this.#connection, "POST", "/crm-v2/_search", everything),
    );
  }
}
