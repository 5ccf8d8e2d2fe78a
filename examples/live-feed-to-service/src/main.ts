import { dealCard } from "./feed/dealCard.js";
import { feedSourceFor } from "./feed/feedSource.js";
import { publishDealEvent } from "./feed/publishDealEvent.js";
import { transportFor } from "./feed/transport.js";
import { FeedServiceClient } from "./feedService/client.js";
import { readBootstrap, startOffline } from "./flags/unleash.js";
import { JobQueue, type FailureReport } from "./jobs/jobQueue.js";
import { startLocalFeedService } from "./local/feedServiceServer.js";
import { PushHub } from "./push/pushHub.js";

/** Publishes one event and shows what a colleague and a customer get to see of it. */
async function main(): Promise<void> {
  const bootstrap = await readBootstrap(new URL("../unleash.production.json", import.meta.url));
  const unleash = await startOffline(bootstrap);
  const service = await startLocalFeedService();
  const feedService = new FeedServiceClient(service.url);
  const pushHub = new PushHub();
  const reportFailure: FailureReport = (action, cause) => {
    console.warn(`the feed service could not ${action}`, cause);
  };
  const jobs = new JobQueue({ attempts: 3, reportFailure });
  const parts = { unleash, pushHub, feedService, jobs, reportFailure };
  const event = { id: "1", teamId: "north", dealName: "Lighthouse", amount: 1200, userId: "ada" };
  publishDealEvent(parts, { ...event, kind: "won" });
  await jobs.drain();
  for (const email of ["ada@sales.test", "bob@customer.test"]) {
    const viewer = { userId: email, teamId: "north", email };
    const source = await feedSourceFor(parts, viewer);
    const cards = source.latest.map((latest) => dealCard(unleash, viewer, latest));
    console.log(email, transportFor(unleash, viewer).kind, source.streamUrl, cards);
  }
  unleash.destroy();
  await service.close();
}

await main();
