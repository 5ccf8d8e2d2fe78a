import type { Unleash } from "unleash-client";
import type { FeedServiceClient } from "../feedService/client.js";
import type { FailureReport } from "../jobs/jobQueue.js";
import type { PushHub } from "../push/pushHub.js";
import type { DealEvent } from "./dealEvent.js";
import { contextOf, type Viewer } from "./viewer.js";

/** What a browser needs to show and follow a team's feed. */
export interface FeedSource {
  readonly streamUrl: string;
  readonly latest: readonly DealEvent[];
}

/** What choosing a source needs. */
export interface SourceParts {
  readonly unleash: Unleash;
  readonly pushHub: PushHub;
  readonly feedService: FeedServiceClient;
  readonly reportFailure: FailureReport;
}

/**
 * Chooses where the viewer's browser follows the feed: at the new service, or at the monolith,
 * which also steps in when the service fails.
 */
export async function feedSourceFor(parts: SourceParts, viewer: Viewer): Promise<FeedSource> {
  const { unleash, pushHub, feedService } = parts;
  if (
    !unleash.isEnabled("live-feed.kill-service", {}, false) &&
    unleash.isEnabled("live-feed.read-from-service", contextOf(viewer), false)
  ) {
    try {
      const latest = await feedService.latest(viewer.teamId);
      return { streamUrl: feedService.streamUrl(viewer.teamId), latest };
    } catch (cause) {
      parts.reportFailure("read", cause);
    }
  }
  return {
    streamUrl: `/push/${encodeURIComponent(viewer.teamId)}`,
    latest: pushHub.latest(viewer.teamId),
  };
}
