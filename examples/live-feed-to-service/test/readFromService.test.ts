import { afterEach, beforeEach, expect, it } from "vitest";
import { feedSourceFor } from "../src/feed/feedSource.js";
import { publishDealEvent } from "../src/feed/publishDealEvent.js";
import { readBootstrap } from "../src/flags/unleash.js";
import { startFeedEnvironment, won, type FeedEnvironment } from "./feedEnvironment.js";

const production = new URL("../unleash.production.json", import.meta.url);

let environment: FeedEnvironment;

beforeEach(async () => {
  environment = await startFeedEnvironment(await readBootstrap(production));
});

afterEach(() => environment.close());

async function isOnService(userId: string, email: string): Promise<boolean> {
  const source = await feedSourceFor(environment, { userId, teamId: "north", email });
  return source.streamUrl.startsWith(environment.service.url);
}

it("serves colleagues from the new service", async () => {
  publishDealEvent(environment, won);
  await environment.jobs.drain();
  const viewer = { userId: "ada", teamId: "north", email: "Ada@sales.test" };
  const source = await feedSourceFor(environment, viewer);
  expect(source.streamUrl).toBe(`${environment.service.url}/teams/north/stream`);
  expect(source.latest).toEqual([won]);
});

it("falls back to the monolith when the service fails", async () => {
  publishDealEvent(environment, won);
  environment.service.setFailing(true);
  const viewer = { userId: "ada", teamId: "north", email: "ada@sales.test" };
  const source = await feedSourceFor(environment, viewer);
  expect(source).toEqual({ streamUrl: "/push/north", latest: [won] });
  expect(environment.failures).toEqual(["read"]);
});

it("serves about a quarter of the customers from the new service", async () => {
  let onService = 0;
  for (let number = 0; number < 80; number += 1) {
    const userId = `customer-${String(number)}`;
    onService += (await isOnService(userId, `${userId}@customer.test`)) ? 1 : 0;
  }
  expect(onService).toBeGreaterThan(8);
  expect(onService).toBeLessThan(36);
});

it("keeps a customer on the same side", async () => {
  const first = await isOnService("customer-1", "customer-1@customer.test");
  expect(await isOnService("customer-1", "customer-1@customer.test")).toBe(first);
});
