import type { Unleash } from "unleash-client";
import type { DealEvent } from "../feed/dealEvent.js";
import type { Job } from "../jobs/jobQueue.js";
import type { FeedServiceClient } from "./client.js";

/** The job that hands one event to the feed service, unless the kill switch is on by then. */
export function publishJob(
  unleash: Unleash,
  feedService: FeedServiceClient,
  event: DealEvent,
): Job {
  return async () => {
    if (unleash.isEnabled("live-feed.kill-service", {}, false)) {
      return;
    }
    await feedService.publish(event);
  };
}
