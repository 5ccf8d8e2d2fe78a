import type { StoreSettings } from "../../../core/src/registry/model.js";
import type { Answerer, Question } from "../fakeServer.js";

/** A store as its vendor describes its API, as far as a sync needs it. */
export interface FakeStore {
  readonly type: string;
  readonly settings: Partial<StoreSettings>;
  readonly isAllowed: (question: Question, token: string) => boolean;
  readonly answer: Answerer;
  /** The verdict-bearing part of the state that a sync must give: flag, environment, what is served. */
  readonly expected: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
