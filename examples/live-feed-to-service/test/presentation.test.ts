import { afterEach, expect, it } from "vitest";
import { dealCard } from "../src/feed/dealCard.js";
import { transportFor } from "../src/feed/transport.js";
import { startFeedEnvironment, states, won, type FeedEnvironment } from "./feedEnvironment.js";

const viewer = { userId: "bob", teamId: "north", email: "bob@customer.test" };

let environment: FeedEnvironment;

afterEach(() => environment.close());

it("streams, and polls where long polling is on", async () => {
  environment = await startFeedEnvironment(states({}));
  expect(transportFor(environment.unleash, viewer)).toEqual({ kind: "stream" });
  await environment.close();
  environment = await startFeedEnvironment(states({ "live-feed.long-polling": true }));
  expect(transportFor(environment.unleash, viewer)).toEqual({ kind: "poll", everyMs: 10_000 });
});

it.each([[{}], [{ "live-feed.compact-cards": true }]])("writes a card with %j", async (flags) => {
  environment = await startFeedEnvironment(states(flags));
  expect(dealCard(environment.unleash, viewer, won)).toBe("Lighthouse is won (1200 EUR)");
});
