import { afterEach, beforeEach, expect, it } from "vitest";
import type { DealEvent } from "../src/feed/dealEvent.js";
import { feedSourceFor } from "../src/feed/feedSource.js";
import { publishDealEvent } from "../src/feed/publishDealEvent.js";
import { startFeedEnvironment, states, won, type FeedEnvironment } from "./feedEnvironment.js";

let environment: FeedEnvironment;

beforeEach(async () => {
  environment = await startFeedEnvironment(
    states({ "live-feed.publish-to-service": false, "live-feed.read-from-service": false }),
  );
});

afterEach(() => environment.close());

it("pushes to connected browsers and tells the service nothing", async () => {
  const received: DealEvent[] = [];
  const disconnect = environment.pushHub.connect("north", (event) => received.push(event));
  publishDealEvent(environment, won);
  disconnect();
  publishDealEvent(environment, { ...won, id: "2" });
  await environment.jobs.drain();
  expect(received).toEqual([won]);
  expect(environment.service.requestCount()).toBe(0);
});

it("serves the feed from the monolith", async () => {
  publishDealEvent(environment, won);
  const viewer = { userId: "ada", teamId: "north", email: "ada@sales.test" };
  const source = await feedSourceFor(environment, viewer);
  expect(source).toEqual({ streamUrl: "/push/north", latest: [won] });
});
