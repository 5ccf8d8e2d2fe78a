/** A client's record as the CRM makes it searchable. */
export interface CrmDocument {
  readonly id: string;
  readonly clientId: string;
  readonly title: string;
  readonly body: string;
}

/** What a user typed, and on whose behalf. */
export interface SearchQuery {
  readonly clientId: string;
  readonly text: string;
}

/** One result, best first. */
export interface SearchHit {
  readonly id: string;
  readonly title: string;
}
