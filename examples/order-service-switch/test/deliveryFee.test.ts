import { expect, it } from "vitest";
import { deliveryFee } from "../src/pricing/deliveryFee.js";
import { Toggles } from "../src/toggles/toggles.js";
import { lunch } from "./orderEnvironment.js";

function togglesWith(states: ReadonlyMap<string, boolean>): Toggles {
  const database = { readAll: () => Promise.resolve(states), set: () => Promise.resolve() };
  return new Toggles({ database, maxAgeMs: 0, now: () => 0 });
}

it("is the same for everyone without group orders", async () => {
  expect(await deliveryFee(togglesWith(new Map()), lunch, 3)).toBe(290);
});

it("is shared among friends with group orders", async () => {
  const toggles = togglesWith(new Map([["orders.group-orders", true]]));
  expect(await deliveryFee(toggles, lunch, 0)).toBe(370);
  expect(await deliveryFee(toggles, lunch, 3)).toBe(93);
});
