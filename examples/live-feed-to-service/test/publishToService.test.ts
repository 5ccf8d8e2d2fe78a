import { afterEach, beforeEach, expect, it } from "vitest";
import type { DealEvent } from "../src/feed/dealEvent.js";
import { publishDealEvent } from "../src/feed/publishDealEvent.js";
import { FeedServiceError } from "../src/feedService/client.js";
import { startFeedEnvironment, states, won, type FeedEnvironment } from "./feedEnvironment.js";

let environment: FeedEnvironment;

beforeEach(async () => {
  environment = await startFeedEnvironment(states({ "live-feed.publish-to-service": true }));
});

afterEach(() => environment.close());

it("pushes first and tells the service afterwards", async () => {
  const requestsAtPush: number[] = [];
  environment.pushHub.connect("north", () => {
    requestsAtPush.push(environment.service.requestCount());
  });
  publishDealEvent(environment, won);
  expect(requestsAtPush).toEqual([0]);
  await environment.jobs.drain();
  expect([...environment.service.events.values()]).toEqual([won]);
});

it("does not let a failing service hurt the push", async () => {
  const received: DealEvent[] = [];
  environment.pushHub.connect("north", (event) => received.push(event));
  environment.service.setFailing(true);
  await expect(environment.feedService.publish(won)).rejects.toThrow(FeedServiceError);
  publishDealEvent(environment, won);
  await environment.jobs.drain();
  expect(received).toEqual([won]);
  expect(environment.service.requestCount()).toBe(3);
  expect(environment.failures).toEqual(["publish"]);
});

it("does not let a service that cannot be reached hurt the push", async () => {
  await environment.service.close();
  environment = { ...environment, close: () => Promise.resolve() };
  publishDealEvent(environment, won);
  await environment.jobs.drain();
  expect(environment.pushHub.latest("north")).toEqual([won]);
  expect(environment.failures).toEqual(["publish"]);
  environment.unleash.destroy();
});
