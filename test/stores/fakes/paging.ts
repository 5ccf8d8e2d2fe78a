import type { Question } from "../fakeServer.js";

/** A number of the query, 0 when it is absent. */
export const number = (query: URLSearchParams, name: string): number =>
  Number(query.get(name) ?? "0");

/** One item per page, whatever the client would like: servers may give less than they are asked for. */
export function slice(items: readonly unknown[], at: number, size = 1): readonly unknown[] {
  return items.slice(at, at + size);
}

/** Whether a request names the token as most stores want it. */
export const bearer = ({ headers }: Question, token: string): boolean =>
  headers.authorization === `Bearer ${token}`;
