import { afterEach, expect, it } from "vitest";
import { feedSourceFor } from "../src/feed/feedSource.js";
import { publishDealEvent } from "../src/feed/publishDealEvent.js";
import { startFeedEnvironment, states, won, type FeedEnvironment } from "./feedEnvironment.js";

let environment: FeedEnvironment;

afterEach(() => environment.close());

it("keeps the service out of writes and reads", async () => {
  environment = await startFeedEnvironment(
    states({
      "live-feed.publish-to-service": true,
      "live-feed.read-from-service": true,
      "live-feed.kill-service": true,
    }),
  );
  publishDealEvent(environment, won);
  await environment.jobs.drain();
  const viewer = { userId: "ada", teamId: "north", email: "ada@sales.test" };
  const source = await feedSourceFor(environment, viewer);
  expect(source.streamUrl).toBe("/push/north");
  expect(source.latest).toEqual([won]);
  expect(environment.service.requestCount()).toBe(0);
});
