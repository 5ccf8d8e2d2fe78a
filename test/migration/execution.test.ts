import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { offersFor, resolveFix } from "../../core/src/fixes/all.js";
import type * as FeedEnvironment from "../../examples/live-feed-to-service/test/feedEnvironment.js";
import type * as Publish from "../../examples/live-feed-to-service/src/feed/publishDealEvent.js";
import type * as PlaceOrder from "../../examples/order-service-switch/src/api/placeOrder.js";
import type * as OrderEnvironment from "../../examples/order-service-switch/test/orderEnvironment.js";
import type * as NightlyImport from "../../examples/search-cluster-move/src/jobs/nightlyImport.js";
import type * as SearchEnvironment from "../../examples/search-cluster-move/test/searchEnvironment.js";
import { linkPackages, load } from "./support/driven.js";
import { layOut, type StageDirectory, type Story } from "./support/stages.js";

const opened: StageDirectory[] = [];
const closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  // What the new path reports where it is isolated is looked at by its effects.
  vi.spyOn(console, "error").mockReturnValue(undefined);
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0)) await close();
  for (const one of opened.splice(0)) one.close();
});

function at(story: Story, stage: string): StageDirectory {
  const laidOut = layOut(story, stage);
  opened.push(laidOut);
  linkPackages(laidOut.directory);
  return laidOut;
}

/** Applies every fix of these rules that is offered, until none is left. */
async function mend(
  laidOut: StageDirectory,
  rules: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [ruleId, fixId] of Object.entries(rules)) {
    const workspace = await laidOut.open();
    const { analysis } = workspace;
    const textOf = (path: string): string | undefined => workspace.textOf(path);
    const context = { analysis, now: analysis.now, textOf };
    const finding = analysis.findings().find((one) => one.ruleId === ruleId);
    const offer = finding && offersFor(finding, context).find((one) => one.fixId === fixId);
    const result = offer && resolveFix(fixId, offer.data, context);
    if (result?.ok !== true) throw new Error(`${fixId} does not mend ${ruleId}.`);
    for (const { path, newText } of result.changes)
      writeFileSync(join(laidOut.directory, path), newText);
  }
}

/** Breaks one place of a laid-out story. */
function mutate({ directory }: StageDirectory, path: string, from: string, to: string): void {
  const text = readFileSync(join(directory, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(directory, path), text.replaceAll(from, to));
}

describe("search cluster", () => {
  const letter = { id: "7", clientId: "17", title: "Letter to Ada", body: "engine" };

  /** What the nightly import does to provider A while B fails, and to B while the kill switch is on. */
  async function drive(
    laidOut: StageDirectory,
    name: string,
  ): Promise<{
    readonly hurt: boolean;
    readonly kept: number;
    readonly writesWhileKilled: number;
  }> {
    const code = (await load(laidOut.directory, name, [
      "./test/searchEnvironment.js",
      "./src/jobs/nightlyImport.js",
    ])) as typeof SearchEnvironment & typeof NightlyImport;
    const environment = await code.startSearchEnvironment({ "search.es.dual-write": true });
    closing.push(() => environment.close());
    environment.clusterB.setFailing(true);
    const documents = [letter, { ...letter, id: "8" }];
    const served = async (): Promise<void> => {
      await code.importNightly(environment, documents);
      await environment.router.indexDocument(letter);
      await environment.router.removeDocument({ ...letter, id: "9" });
    };
    const hurt = await served().then(
      () => false,
      () => true,
    );
    await environment.writeBehind.drain();
    const kept = environment.clusterA.documents.size;
    environment.clusterB.setFailing(false);
    const flags = code.flagsFor({ "search.es.dual-write": true, "search.es.kill-new": true });
    await code.changeFlags(environment, flags);
    const before = environment.clusterB.requestCount();
    await served();
    await environment.writeBehind.drain();
    return { hurt, kept, writesWhileKilled: environment.clusterB.requestCount() - before };
  }

  it("is never hurt by the new cluster where the rules are content, and stops writing at once", async () => {
    const laidOut = at("search-cluster-move", "dualwrite");
    expect(await drive(laidOut, "content")).toEqual({ hurt: false, kept: 2, writesWhileKilled: 0 });
  });

  const killed = 'this.#flags.get(context, "search.es.kill-new", false)';

  it.each([
    ["no write asks the kill switch", "src/search/router.ts", killed, "Boolean(false)"],
    [
      "the import does not ask it",
      "src/jobs/nightlyImport.ts",
      'parts.flags.get(context, "search.es.kill-new", false)',
      "Boolean(false)",
    ],
    [
      "the new write is waited for",
      "src/search/router.ts",
      'this.#writeBehind.enqueue("index", async () => {',
      'await ((_: string, run: () => Promise<void>) => run())("index", async () => {',
    ],
    [
      "the new cluster is written first",
      "src/jobs/nightlyImport.ts",
      "    await parts.providerA.index(document);",
      "    await parts.providerB.index(document);\n    await parts.providerA.index(document);",
    ],
  ])("is seen to be broken where %s", async (_name, path, from, to) => {
    const laidOut = at("search-cluster-move", "dualwrite");
    mutate(laidOut, path, from, to);
    const whole = { hurt: false, kept: 2, writesWhileKilled: 0 };
    expect(await drive(laidOut, "broken")).not.toEqual(whole);
  });

  it("is hurt where they are not, and no more once their fixes are applied", async () => {
    const laidOut = at("search-cluster-move", "dualwrite-unguarded-import");
    expect(await drive(laidOut, "flawed")).toEqual({ hurt: true, kept: 1, writesWhileKilled: 2 });
    await mend(laidOut, {
      "missing-kill-switch": "guard-with-kill-switch",
      "unsafe-seam": "isolate-new-path",
    });
    expect(await drive(laidOut, "mended")).toEqual({ hurt: false, kept: 2, writesWhileKilled: 0 });
  });
});

describe("live feed", () => {
  /** Whether an event reaches the browsers while the service fails, and the service while it is killed. */
  async function drive(
    laidOut: StageDirectory,
    name: string,
  ): Promise<{ readonly pushed: number; readonly requestsWhileKilled: number }> {
    const code = (await load(laidOut.directory, name, [
      "./test/feedEnvironment.js",
      "./src/feed/publishDealEvent.js",
    ])) as typeof FeedEnvironment & typeof Publish;
    const start = async (kill: boolean): Promise<FeedEnvironment.FeedEnvironment> => {
      const environment = await code.startFeedEnvironment(
        code.states({ "live-feed.publish-to-service": true, "live-feed.kill-service": kill }),
      );
      closing.push(() => environment.close());
      return environment;
    };
    const failing = await start(false);
    let pushed = 0;
    failing.pushHub.connect("north", () => {
      pushed += 1;
    });
    failing.service.setFailing(true);
    // At some stages it is asynchronous; what it rejects with is what the caller would see.
    const publish: (...args: Parameters<typeof code.publishDealEvent>) => unknown =
      code.publishDealEvent;
    await Promise.resolve(publish(failing, code.won)).catch(() => undefined);
    await failing.jobs.drain();
    const killed = await start(true);
    await publish(killed, code.won);
    await killed.jobs.drain();
    return { pushed, requestsWhileKilled: killed.service.requestCount() };
  }

  it("is never hurt by the new service where the rules are content, and keeps it out at once", async () => {
    const laidOut = at("live-feed-to-service", "dualwrite");
    expect(await drive(laidOut, "content")).toEqual({ pushed: 1, requestsWhileKilled: 0 });
  });

  it.each([
    [
      "the job asks no kill switch",
      "src/feedService/publishJob.ts",
      'unleash.isEnabled("live-feed.kill-service", {}, false)',
      "Boolean(false)",
    ],
    [
      "the service stands in front of the push",
      "src/feed/publishDealEvent.ts",
      "function publishDealEvent(parts: PublishParts, event: DealEvent): void {",
      "async function publishDealEvent(parts: PublishParts, event: DealEvent): Promise<void> {\n  await parts.feedService.publish(event);",
    ],
  ])("is seen to be broken where %s", async (_name, path, from, to) => {
    const laidOut = at("live-feed-to-service", "dualwrite");
    mutate(laidOut, path, from, to);
    const whole = { pushed: 1, requestsWhileKilled: 0 };
    expect(await drive(laidOut, "broken")).not.toEqual(whole);
  });

  it("loses its push where the service comes first, and no more once the fix is applied", async () => {
    const laidOut = at("live-feed-to-service", "dualwrite-service-first");
    expect(await drive(laidOut, "flawed")).toEqual({ pushed: 0, requestsWhileKilled: 0 });
    await mend(laidOut, { "unsafe-seam": "isolate-new-path" });
    expect(await drive(laidOut, "mended")).toEqual({ pushed: 1, requestsWhileKilled: 0 });
  });

  it("cannot be stopped where the job asks no kill switch", async () => {
    const laidOut = at("live-feed-to-service", "dualwrite-job-unguarded");
    expect(await drive(laidOut, "flawed")).toEqual({ pushed: 1, requestsWhileKilled: 1 });
  });
});

describe("order service", () => {
  /** What people and service A see of an order while B fails, and what reaches B while the replication is paused. */
  async function drive(
    laidOut: StageDirectory,
    name: string,
  ): Promise<{
    readonly placed: number;
    readonly waiting: number;
    readonly requestsWhilePaused: number;
    readonly caughtUp: number;
  }> {
    const code = (await load(laidOut.directory, name, [
      "./test/orderEnvironment.js",
      "./src/api/placeOrder.js",
    ])) as typeof OrderEnvironment & typeof PlaceOrder;
    const environment = await code.startOrderEnvironment({
      "orders.replicate-events": true,
      "orders.serve-from-b": false,
    });
    closing.push(() => environment.close());
    const place = async (): Promise<number> => {
      const order = await code.placeOrder(environment, code.lunch).catch(() => undefined);
      const kept = order && (await environment.serviceA.find(order.id));
      return kept === undefined ? 0 : 1;
    };
    environment.localB.setFailing(true);
    const placed = await place();
    await environment.replicate().catch(() => undefined);
    const waiting = environment.fromA.backlog;
    environment.localB.setFailing(false);
    await environment.turn("orders.pause-replication", true);
    const before = environment.localB.requestCount();
    await place();
    await environment.replicate();
    const requestsWhilePaused = environment.localB.requestCount() - before;
    await environment.turn("orders.pause-replication", false);
    await environment.replicate();
    const caughtUp = environment.localB.book.ofCustomer("ada").length;
    return { placed, waiting, requestsWhilePaused, caughtUp };
  }

  const whole = { placed: 1, waiting: 1, requestsWhilePaused: 0, caughtUp: 2 };

  it("serves and keeps its events while service B fails, and sends none while replication is paused", async () => {
    expect(await drive(at("order-service-switch", "dualwrite"), "content")).toEqual(whole);
  });

  it.each([
    [
      "the replication does not ask whether it is paused",
      "src/sync/replicateOrders.ts",
      'await toggles.isOn("orders.pause-replication", false)',
      "await Promise.resolve(false)",
    ],
    [
      "service B is asked first",
      "src/api/placeOrder.ts",
      "  return parts.serviceA.place(request);",
      "  await parts.serviceB.place(request);\n  return parts.serviceA.place(request);",
    ],
    [
      "an event is gone whether or not it was taken",
      "src/sync/eventChannel.ts",
      "        return taken;\n",
      "        taken += 0;\n",
    ],
  ])("is seen to be broken where %s", async (_name, path, from, to) => {
    const laidOut = at("order-service-switch", "dualwrite");
    mutate(laidOut, path, from, to);
    expect(await drive(laidOut, "broken")).not.toEqual(whole);
  });
});
