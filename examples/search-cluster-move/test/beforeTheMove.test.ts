import { afterEach, beforeEach, expect, it } from "vitest";
import { ClusterError } from "../src/search/elasticsearch.js";
import { ProviderAClient } from "../src/search/provider-a/client.js";
import { startSearchEnvironment, type SearchEnvironment } from "./searchEnvironment.js";

const letter = { id: "7", clientId: "17", title: "Letter to Ada", body: "engine" };

let environment: SearchEnvironment;

beforeEach(async () => {
  environment = await startSearchEnvironment({
    "search.es.dual-write": false,
    "search.es.read-new": false,
  });
});

afterEach(() => environment.close());

it("writes to provider A alone", async () => {
  await environment.router.indexDocument(letter);
  expect([...environment.clusterA.documents.keys()]).toEqual(["7"]);
  await environment.writeBehind.drain();
  expect(environment.clusterB.requestCount()).toBe(0);
});

it("removes from provider A alone", async () => {
  await environment.router.indexDocument(letter);
  await environment.router.removeDocument(letter);
  expect(environment.clusterA.documents.size).toBe(0);
  await environment.writeBehind.drain();
  expect(environment.clusterB.requestCount()).toBe(0);
});

it("answers searches from provider A", async () => {
  await environment.router.indexDocument(letter);
  const hits = await environment.router.search({ clientId: "17", text: "ada" });
  expect(hits).toEqual([{ id: "7", title: "Letter to Ada" }]);
  await environment.writeBehind.drain();
  expect(environment.clusterB.requestCount()).toBe(0);
});

it("says so when provider A is down or out of reach", async () => {
  environment.clusterA.setFailing(true);
  await expect(environment.router.indexDocument(letter)).rejects.toThrow(ClusterError);
  const nowhere = new ProviderAClient({ url: "http://127.0.0.1:1", apiKey: "test" });
  await expect(nowhere.index(letter)).rejects.toThrow(ClusterError);
});
