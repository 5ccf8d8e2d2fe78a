import type { ClientFeaturesResponse, Unleash } from "unleash-client";
import type { DealEvent } from "../src/feed/dealEvent.js";
import { FeedServiceClient } from "../src/feedService/client.js";
import { startOffline } from "../src/flags/unleash.js";
import { JobQueue, type FailureReport } from "../src/jobs/jobQueue.js";
import { startLocalFeedService, type LocalFeedService } from "../src/local/feedServiceServer.js";
import { PushHub } from "../src/push/pushHub.js";

/** The platform's feed with a real queue, a real service and Unleash, all on this machine. */
export interface FeedEnvironment {
  readonly unleash: Unleash;
  readonly service: LocalFeedService;
  readonly feedService: FeedServiceClient;
  readonly pushHub: PushHub;
  readonly jobs: JobQueue;
  /** What the service failed to do. */
  readonly failures: string[];
  readonly reportFailure: FailureReport;
  close(): Promise<void>;
}

/** A won deal of the northern team. */
export const won: DealEvent = {
  id: "1",
  teamId: "north",
  dealName: "Lighthouse",
  kind: "won",
  amount: 1200,
  userId: "ada",
};

/** Unleash's answer when these flags are on or off for everyone; every other one is off. */
export function states(flags: Readonly<Record<string, boolean>>): ClientFeaturesResponse {
  const strategies = [{ name: "default", parameters: {}, constraints: [] }];
  const features = Object.entries(flags).map(([name, enabled]) => ({ name, enabled, strategies }));
  // Unleash takes an empty answer for no answer, so there is always one feature.
  return {
    version: 2,
    features: [{ name: "always-off", enabled: false, strategies }, ...features],
  };
}

/** Starts everything with Unleash answering as given. */
export async function startFeedEnvironment(
  response: ClientFeaturesResponse,
): Promise<FeedEnvironment> {
  const unleash = await startOffline(response);
  const service = await startLocalFeedService();
  const failures: string[] = [];
  const reportFailure: FailureReport = (action) => failures.push(action);
  return {
    unleash,
    service,
    feedService: new FeedServiceClient(service.url),
    pushHub: new PushHub(),
    jobs: new JobQueue({ attempts: 2, reportFailure }),
    failures,
    reportFailure,
    close: async () => {
      unleash.destroy();
      await service.close();
    },
  };
}
