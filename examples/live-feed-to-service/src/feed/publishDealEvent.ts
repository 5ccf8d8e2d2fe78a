import type { Unleash } from "unleash-client";
import type { FeedServiceClient } from "../feedService/client.js";
import { publishJob } from "../feedService/publishJob.js";
import type { JobQueue } from "../jobs/jobQueue.js";
import type { PushHub } from "../push/pushHub.js";
import type { DealEvent } from "./dealEvent.js";

/** What publishing needs. */
export interface PublishParts {
  readonly unleash: Unleash;
  readonly pushHub: PushHub;
  readonly feedService: FeedServiceClient;
  readonly jobs: JobQueue;
}

/**
 * Tells everyone who follows the team.
 *
 * The monolith's push has gone out before the new service hears of the event, and the new service
 * hears of it in a background job, so that trouble over there stays over there.
 */
export function publishDealEvent(parts: PublishParts, event: DealEvent): void {
  parts.pushHub.broadcast(event);
  if (parts.unleash.isEnabled("live-feed.publish-to-service", { userId: event.userId }, false)) {
    parts.jobs.enqueue("publish", publishJob(parts.unleash, parts.feedService, event));
  }
}
