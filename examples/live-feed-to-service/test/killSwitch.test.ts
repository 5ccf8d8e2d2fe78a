import { afterEach, expect, it } from "vitest";
import { feedSourceFor } from "../src/feed/feedSource.js";
import { publishDealEvent } from "../src/feed/publishDealEvent.js";
import { startFeedEnvironment, states, won, type FeedEnvironment } from "./feedEnvironment.js";

let environment: FeedEnvironment;

afterEach(() => environment.close());

it("keeps the service out of writes", async () => {
  environment = await startFeedEnvironment(
    states({ "live-feed.publish-to-service": true, "live-feed.kill-service": true }),
  );
  publishDealEvent(environment, won);
  await environment.jobs.drain();
  expect(environment.service.requestCount()).toBe(0);
});

it("keeps the service out of reads", async () => {
  environment = await startFeedEnvironment(
    states({ "live-feed.read-from-service": true, "live-feed.kill-service": true }),
  );
  publishDealEvent(environment, won);
  const viewer = { userId: "ada", teamId: "north", email: "ada@sales.test" };
  const source = await feedSourceFor(environment, viewer);
  expect(source).toEqual({ streamUrl: "/push/north", latest: [won] });
  expect(environment.service.requestCount()).toBe(0);
});
