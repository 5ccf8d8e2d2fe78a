import { afterEach, beforeEach, expect, it } from "vitest";
import { compare } from "../scripts/compareClusters.js";
import { importNightly } from "../src/jobs/nightlyImport.js";
import {
  changeFlags,
  flagsFor,
  startSearchEnvironment,
  type SearchEnvironment,
} from "./searchEnvironment.js";

const letter = { id: "7", clientId: "17", title: "Letter to Ada", body: "engine" };

let environment: SearchEnvironment;

beforeEach(async () => {
  environment = await startSearchEnvironment({ "search.es.dual-write": true });
});

afterEach(() => environment.close());

it("writes and removes in both clusters", async () => {
  await environment.router.indexDocument(letter);
  await environment.writeBehind.drain();
  expect([...environment.clusterA.documents.keys()]).toEqual(["7"]);
  expect([...environment.clusterB.documents.keys()]).toEqual(["7"]);
  await environment.router.removeDocument(letter);
  await environment.writeBehind.drain();
  expect(environment.clusterA.documents.size).toBe(0);
  expect(environment.clusterB.documents.size).toBe(0);
});

it("does not let a failing provider B hurt a write", async () => {
  environment.clusterB.setFailing(true);
  await environment.router.indexDocument(letter);
  await environment.router.removeDocument(letter);
  await environment.writeBehind.drain();
  expect(environment.clusterA.documents.size).toBe(0);
  expect(environment.failures).toEqual(["index", "remove"]);
});

it("keeps the order of writes to provider B", async () => {
  await environment.router.indexDocument(letter);
  await environment.router.removeDocument(letter);
  await environment.router.indexDocument({ ...letter, id: "8" });
  await environment.writeBehind.drain();
  expect([...environment.clusterB.documents.keys()]).toEqual(["8"]);
});

it("stops every write to provider B the moment the kill switch is on", async () => {
  await environment.router.indexDocument(letter);
  await environment.writeBehind.drain();
  const before = environment.clusterB.requestCount();
  await changeFlags(
    environment,
    flagsFor({ "search.es.dual-write": true, "search.es.kill-new": true }),
  );
  await environment.router.indexDocument({ ...letter, id: "8" });
  await environment.router.removeDocument(letter);
  await environment.writeBehind.drain();
  expect([...environment.clusterA.documents.keys()]).toEqual(["8"]);
  expect(environment.clusterB.requestCount()).toBe(before);
});

it("imports the night's documents into both clusters", async () => {
  const imported = await importNightly(environment, [letter, { ...letter, id: "8" }]);
  await environment.writeBehind.drain();
  expect(imported).toBe(2);
  expect([...environment.clusterB.documents.keys()]).toEqual(["7", "8"]);
});

it("shows where the clusters disagree", async () => {
  await environment.router.indexDocument(letter);
  await environment.writeBehind.drain();
  await environment.providerA.index({ ...letter, id: "8" });
  await environment.providerB.index({ ...letter, title: "Letter to Eda" });
  await environment.providerB.index({ ...letter, id: "9" });
  expect(await compare(environment.providerA, environment.providerB)).toEqual({
    missingInB: ["8"],
    missingInA: ["9"],
    different: ["7"],
  });
});
