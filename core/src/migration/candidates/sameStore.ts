import type { Entities, Entity } from "../follow/entities.js";
import type { StoreUse } from "./storeUse.js";
import { areTwins } from "./words.js";

/** Whether two calls go to one store: the same table of the same client, or the same function. */
export function areSameStore(
  left: StoreUse,
  right: StoreUse,
  path: string,
  entities: Entities,
): boolean {
  if (isSameClient(left, right)) {
    return left.entity === right.entity && !areTwins(left.verb, right.verb);
  }
  const mine = entities.of(left.call.value.callee, path);
  const theirs = entities.of(right.call.value.callee, path);
  const isFunction = (one: Entity): boolean => one.k === "function";
  // Two objects of one class are two stores where the names say so; one function is one store.
  return (
    left.call.value.callee.k === "name" &&
    mine.some(
      (one) =>
        isFunction(one) && theirs.some((other) => JSON.stringify(one) === JSON.stringify(other)),
    )
  );
}

/** Whether two calls are made on one client; `tx` and `prisma` are two handles of one database. */
export function isSameClient(left: StoreUse, right: StoreUse): boolean {
  if (left.client === right.client) return true;
  const handle = /(?:^|\.)(?:tx|trx|db|prisma|knex|client|transaction)$/iu;
  return handle.test(left.client) && handle.test(right.client);
}
