import { afterEach, beforeEach, expect, it } from "vitest";
import type { TgglFlag } from "../src/local/tgglServer.js";
import {
  changeFlags,
  flagsFor,
  startSearchEnvironment,
  type SearchEnvironment,
} from "./searchEnvironment.js";

const pilots = ["17", "42"];

let environment: SearchEnvironment;

beforeEach(async () => {
  environment = await startSearchEnvironment({});
});

afterEach(() => environment.close());

function readFlag(...conditions: TgglFlag["conditions"]): TgglFlag {
  const defaultVariation = { active: true, value: false };
  return { slug: "search.es.read-new", defaultVariation, conditions };
}

function on(rule: Readonly<Record<string, unknown>>): TgglFlag["conditions"][number] {
  return { rules: [{ key: "clientId", ...rule }], variation: { active: true, value: true } };
}

async function searchesOnB(clientIds: readonly string[]): Promise<string[]> {
  const onB: string[] = [];
  for (const clientId of clientIds) {
    const before = environment.clusterB.requestCount();
    await environment.router.search({ clientId, text: "ada" });
    if (environment.clusterB.requestCount() > before) {
      onB.push(clientId);
    }
  }
  return onB;
}

it("serves the pilot clients first", async () => {
  const targets = on({ operator: "STR_EQUAL", values: pilots, negate: false });
  await changeFlags(environment, [readFlag(targets)]);
  expect(await searchesOnB(["1", "17", "42", "43"])).toEqual(pilots);
});

it("then serves a small share of the clients, the same ones each time", async () => {
  const share = on({ operator: "PERCENTAGE", rangeStart: 0, rangeEnd: 0.2, seed: 5 });
  await changeFlags(environment, [readFlag(share)]);
  const clientIds = Array.from({ length: 40 }, (_, number) => `client-${String(number)}`);
  const first = await searchesOnB(clientIds);
  expect(first.length).toBeGreaterThan(0);
  expect(first.length).toBeLessThan(20);
  expect(await searchesOnB(clientIds)).toEqual(first);
});

it("then serves everyone", async () => {
  await changeFlags(environment, flagsFor({ "search.es.read-new": true }));
  expect(await searchesOnB(["1", "17", "42", "43"])).toEqual(["1", "17", "42", "43"]);
});

it("goes back to provider A when the kill switch is on", async () => {
  await changeFlags(
    environment,
    flagsFor({ "search.es.read-new": true, "search.es.kill-new": true }),
  );
  expect(await searchesOnB(["1", "17"])).toEqual([]);
});
