import { afterEach, expect, it } from "vitest";
import { dealCard } from "../src/feed/dealCard.js";
import { transportFor } from "../src/feed/transport.js";
import { on, startFeedEnvironment, won, type FeedEnvironment } from "./feedEnvironment.js";

const viewer = { userId: "bob", teamId: "north", email: "bob@customer.test" };

let environment: FeedEnvironment;

afterEach(() => environment.close());

it("streams, and polls where long polling is on", async () => {
  environment = await startFeedEnvironment(on());
  expect(transportFor(environment.unleash, viewer)).toEqual({ kind: "stream" });
  await environment.close();
  environment = await startFeedEnvironment(on("live-feed.long-polling"));
  expect(transportFor(environment.unleash, viewer)).toEqual({ kind: "poll", everyMs: 10_000 });
});

it.each([[[]], [["live-feed.compact-cards"]]])("writes a card with %j on", async (names) => {
  environment = await startFeedEnvironment(on(...names));
  expect(dealCard(environment.unleash, viewer, won)).toBe("Lighthouse is won (1200 EUR)");
});
