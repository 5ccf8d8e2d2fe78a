import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { formatState } from "../../core/src/state/formatState.js";
import type { StoreState } from "../../core/src/state/model.js";
import { parseState } from "../../core/src/state/parseState.js";
import { storeClients } from "../../stores/src/clients/all.js";
import type { HttpLimits } from "../../stores/src/http/limits.js";
import { syncStore, type SyncResult } from "../../stores/src/sync/syncStore.js";
import { fakeServer, type FakeServer, type Trouble } from "./fakeServer.js";
import { fakeStores } from "./fakes/all.js";

const token = "tok-3nVeryS3cret-of-the-tests";
const now = new Date("2026-11-22T00:00:00Z");

/** Small, but patient enough for a busy machine; where patience itself is tested, it is `impatient`. */
const limits: HttpLimits = {
  timeout: 10_000,
  total: 20_000,
  longestWait: 100,
  pause: 1,
  tries: 2,
  bytes: 400_000,
  pages: 20,
};

const impatient: Partial<HttpLimits> = { timeout: 150 };

test("there is a fake for every client", () => {
  expect(fakeStores.map(({ type }) => type).sort()).toEqual([...storeClients.keys()].sort());
});

describe.each(fakeStores.map((fake) => ({ fake, type: fake.type })))("$type", ({ fake, type }) => {
  let server: FakeServer;
  let other: FakeServer;

  beforeAll(async () => {
    server = await fakeServer((question) =>
      fake.isAllowed(question, token) ? fake.answer(question) : 401,
    );
    other = await fakeServer(() => ({}));
  });
  beforeEach(() => {
    server.trouble(undefined);
    server.questions.length = 0;
  });
  afterAll(async () => {
    await server.close();
    await other.close();
  });

  const sync = (
    before?: StoreState,
    variables: Readonly<Record<string, string>> = {},
    more: Partial<HttpLimits> = {},
  ): Promise<SyncResult> =>
    syncStore({
      name: "main",
      settings: {
        type,
        url: "env:STORE_URL",
        token: "env:STORE_TOKEN",
        tokens: new Map(),
        environments: new Map(),
        ...fake.settings,
      },
      variables: { STORE_URL: server.url, STORE_TOKEN: token, ...variables },
      now,
      before,
      limits: { ...limits, ...more },
    });

  /** The state that was written after a good reading, as it is read again. */
  async function lastState(): Promise<StoreState> {
    const { state } = await sync();
    if (state === undefined) throw new Error("The fake store cannot be read.");
    const text = formatState([state]);
    const { value, problems } = parseState({ path: "halyard-state.json", text });
    expect(problems).toEqual([]);
    const read = value.get("main");
    if (read === undefined) throw new Error("No state.");
    server.questions.length = 0;
    return read;
  }

  test("reads every page into flags with their environments", async () => {
    const { state, failures, gaps } = await sync();
    expect({ failures, gaps }).toEqual({ failures: [], gaps: [] });
    const flags = state?.flags ?? new Map();
    for (const [key, environments] of Object.entries(fake.expected)) {
      const flag = flags.get(key);
      expect(Object.fromEntries(flag?.environments ?? [["missing", {}]])).toMatchObject(
        environments,
      );
      for (const one of flag?.environments.values() ?? []) expect(one.unknown).toBeUndefined();
    }
    expect(state?.complete).toBe(true);
    expect(formatState(state ? [state] : [])).not.toContain(token);
  });

  test.each<readonly [name: string, trouble: Trouble, words: RegExp]>([
    [
      "a refused token",
      { kind: "status", status: 401 },
      /refuses the token \(401\); check STORE_TOKEN/,
    ],
    ["a right that is missing", { kind: "status", status: 403 }, /\(403\).*STORE_TOKEN/],
    ["an address that is not there", { kind: "status", status: 404 }, /\(404\)/],
    ["a conflict", { kind: "status", status: 409 }, /\(409\)/],
    ["too many questions", { kind: "status", status: 429, retryAfter: "0" }, /\(429\)/],
    [
      "a wait that is too long",
      { kind: "status", status: 429, retryAfter: "86400" },
      /wait 86400 s/,
    ],
    ["an error of the server", { kind: "status", status: 500 }, /\(500\)/],
    ["no answer", { kind: "silent" }, /did not answer within 0\.15 s/],
    ["an answer that never ends in time", { kind: "trickle" }, /did not answer within/],
    ["a cut connection", { kind: "cut" }, /cannot be reached/],
    ["a connection that is cut in the body", { kind: "cut-in-body" }, /cannot be reached/],
    ["a page for people", { kind: "html" }, /not JSON/],
    ["half an answer", { kind: "half-json" }, /not JSON/],
    ["another answer", { kind: "other-json" }, /form that is not known/],
    ["a gigabyte", { kind: "endless" }, /more than 400000 bytes/],
    ["a small answer that unpacks to a large one", { kind: "bomb" }, /more than 400000 bytes/],
  ])("%s leaves the last state and is told", async (_name, trouble, words) => {
    const before = await lastState();
    server.trouble(trouble);
    const isSlow = trouble.kind === "silent" || trouble.kind === "trickle";
    const { state, failures } = await sync(before, {}, isSlow ? impatient : {});
    expect(state).toBe(before);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(words);
    expect(failures[0]).not.toContain(token);
    expect(failures[0]).not.toContain(server.url);
    expect(server.sent()).toBeLessThan(100_000_000);
  });

  test("a redirect to another host is not followed, and the token does not go there", async () => {
    const before = await lastState();
    server.trouble({ kind: "redirect", to: `${other.url}/api` });
    const { state, failures } = await sync(before);
    expect(state).toBe(before);
    expect(failures).toEqual([expect.stringMatching(/redirects .* to another host/)]);
    expect(other.questions).toEqual([]);
  });

  test("a redirect in circles ends", async () => {
    server.trouble({ kind: "redirect", to: "/round" });
    expect((await sync()).failures).toEqual([expect.stringContaining("in circles")]);
  });

  test.each<readonly [string, Trouble]>([
    ["busy", { kind: "status", status: 429, retryAfter: "0" }],
    ["down", { kind: "status", status: 503 }],
    ["cut off", { kind: "cut" }],
  ])("a store that is %s for a moment is asked again", async (_name, trouble) => {
    server.trouble(trouble, 1);
    expect((await sync()).failures).toEqual([]);
  });

  test("a store that suddenly has no flags keeps the last ones until somebody says so", async () => {
    const before = await lastState();
    const empty = await fakeServer((question) => emptied(fake.answer(question)));
    const { state, failures } = await sync(before, { STORE_URL: empty.url });
    await empty.close();
    expect(state).toBe(before);
    expect(failures).toEqual([expect.stringMatching(/--allow-empty|shows no environment/)]);
  });
});

/** The same answer with no flag in it. */
function emptied(answer: unknown): unknown {
  if (Array.isArray(answer)) return [];
  const object = answer as Record<string, unknown>;
  const lists = [
    "features",
    "items",
    "results",
    "data",
    "feature_states",
    "featureStrategies",
    "featureEnvironments",
  ];
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      if (lists.includes(name)) return [name, []];
      if (name === "f") return [name, {}];
      return [name, name === "total" || name === "totalCount" ? 0 : value];
    }),
  );
}
