import { afterEach, beforeEach, expect, it } from "vitest";
import { listenLocally, type LocalServer } from "../src/local/localServer.js";
import { createSearchServer } from "../src/server.js";
import { changeFlags, flagsFor, startSearchEnvironment } from "./searchEnvironment.js";
import type { SearchEnvironment } from "./searchEnvironment.js";

const letter = { id: "7", clientId: "17", title: "Letter to Filip", body: "engine" };

let environment: SearchEnvironment;
let service: LocalServer;

beforeEach(async () => {
  environment = await startSearchEnvironment({
    "search.es.dual-write": true,
    "search.es.read-new": true,
  });
  service = await listenLocally(createSearchServer(environment));
});

afterEach(async () => {
  await service.close();
  await environment.close();
});

async function send(method: "PUT" | "DELETE"): Promise<Response> {
  const response = await fetch(`${service.url}/documents`, {
    method,
    body: JSON.stringify(letter),
  });
  await environment.writeBehind.drain();
  return response;
}

async function search(text: string): Promise<unknown> {
  const response = await fetch(`${service.url}/search?client=17&q=${encodeURIComponent(text)}`);
  return response.json();
}

it("indexes, finds and removes a document", async () => {
  expect((await send("PUT")).status).toBe(204);
  expect(await search("filip")).toHaveLength(1);
  expect((await send("DELETE")).status).toBe(204);
  expect(await search("filip")).toHaveLength(0);
});

it("marks matches for clients with highlighting only", async () => {
  await send("PUT");
  expect(await search("letter")).toMatchObject([{ titleHtml: "Letter to Filip" }]);
  await changeFlags(
    environment,
    flagsFor({ "search.es.read-new": true, "search.highlight-matches": true }),
  );
  expect(await search("letter")).toMatchObject([{ titleHtml: "<mark>Letter</mark> to Filip" }]);
});

it("finds names as they are spoken for clients in the experiment only", async () => {
  await send("PUT");
  expect(await search("Philipp")).toHaveLength(0);
  await changeFlags(
    environment,
    flagsFor({ "search.es.read-new": true, "search.phonetic-matching": true }),
  );
  expect(await search("Philipp")).toHaveLength(1);
});

it("says which cluster answers", async () => {
  const onB = await fetch(`${service.url}/search?client=17&q=ada`);
  expect(onB.headers.get("x-search-cluster")).toBe("b");
  await changeFlags(environment, flagsFor({ "search.es.read-new": false }));
  const onA = await fetch(`${service.url}/search?client=17&q=ada`);
  expect(onA.headers.get("x-search-cluster")).toBe("a");
});

it("answers 502 when the cluster that has to answer is down", async () => {
  environment.clusterB.setFailing(true);
  expect((await fetch(`${service.url}/search?client=17&q=ada`)).status).toBe(502);
  expect(environment.failures).toEqual(["answer"]);
});

it("knows no other address", async () => {
  expect((await fetch(`${service.url}/nowhere`)).status).toBe(404);
});
