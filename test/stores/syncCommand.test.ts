import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fakeOf, now, serve, token, unleashStore, workspace } from "./storeCommands.js";

test("sync writes the state, which verdicts then follow, and says what it read", async () => {
  const server = await serve(fakeOf("unleash"));
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token });
  const told = await shop.halyard(["sync", ...now]);
  expect(told).toEqual({
    code: 0,
    stdout: "main (unleash): 2 living flags, 1 archived, 1 key asked for in vain\n",
    stderr: "",
  });
  const { stdout } = await shop.halyard(["list", "--format", "json", ...now]);
  expect(JSON.parse(stdout).flags[0]).toMatchObject({ flagKey: "new-nav", outcome: "rolled-out" });
});

test("a sync that fails says so, leaves the file as it was, and ends with 2", async () => {
  const server = await serve(fakeOf("unleash"));
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token });
  await shop.halyard(["sync", ...now]);
  const before = shop.read("halyard-state.json");
  const told = await shop.halyard(["sync", ...now], { TOKEN: "another-token" });
  expect(told.code).toBe(2);
  expect(told.stderr).toBe(
    'Store "main" refuses the token (401); check TOKEN. Its state of 2026-11-22 stays.\n',
  );
  expect(shop.read("halyard-state.json")).toBe(before);
});

test("of several stores the one that fails keeps its state, and the others are new", async () => {
  const good = await serve(fakeOf("unleash"));
  const stores = {
    ...unleashStore,
    second: { type: "growthbook", url: "env:SECOND", token: "env:TOKEN" },
  };
  const second = await serve(fakeOf("growthbook"));
  const shop = workspace(stores, { URL: good.url, SECOND: second.url, TOKEN: token });
  await shop.halyard(["sync", "--now", "2026-11-20"]);
  second.trouble({ kind: "html" });
  const told = await shop.halyard(["sync", ...now]);
  expect(told.code).toBe(2);
  expect(told.stdout).toContain("main (unleash)");
  expect(told.stderr).toContain('Store "second"');
  const { stores: kept } = JSON.parse(shop.read("halyard-state.json"));
  expect(kept.main.syncedAt).toBe("2026-11-22T12:00:00.000Z");
  expect(kept.second.syncedAt).toBe("2026-11-20T00:00:00.000Z");
});

test("of several environments the one that fails keeps its state", async () => {
  const config = fakeOf("tggl");
  const server = await serve((question) =>
    question.headers["x-tggl-api-key"] === "staging-token"
      ? config({ ...question, headers: { "x-tggl-api-key": token } })
      : config(question),
  );
  const stores = {
    main: {
      type: "tggl",
      url: "env:URL",
      tokens: { production: "env:LIVE", staging: "env:STAGING" },
    },
  };
  const variables = { URL: server.url, LIVE: token, STAGING: "staging-token" };
  const shop = workspace(stores, variables);
  await shop.halyard(["sync", "--now", "2026-11-20"]);
  const told = await shop.halyard(["sync", ...now], { STAGING: "withdrawn" });
  expect(told.code).toBe(2);
  expect(told.stderr).toContain("check STAGING (staging)");
  const { main } = JSON.parse(shop.read("halyard-state.json")).stores;
  expect(main.complete).toBe(false);
  const { production, staging } = main.flags["new-nav"].environments;
  expect(production.syncedAt).toBe("2026-11-22T12:00:00.000Z");
  expect(staging.syncedAt).toBe("2026-11-20T00:00:00.000Z");
  // It has served the same since it was first seen.
  expect(production.since).toBe("2026-11-20T00:00:00.000Z");
});

test.each<readonly [string, object, Readonly<Record<string, string>>, string]>([
  ["no store", {}, {}, "No flag store is named"],
  ["an unknown kind", { main: { type: "unleesh" } }, {}, "did you mean unleash"],
  [
    "no address",
    { main: { type: "unleash", token: "env:TOKEN" } },
    { TOKEN: token },
    "needs a `url`",
  ],
  ["no token", { main: { type: "tggl" } }, {}, "needs a `token` or `tokens`"],
  [
    "no project",
    { main: { type: "launchdarkly", token: "env:TOKEN" } },
    { TOKEN: token },
    "needs a `project`",
  ],
  [
    "a variable that is not set",
    unleashStore,
    { URL: "https://example.test" },
    "the variable TOKEN, which is not set",
  ],
  [
    "a token that is written down",
    { main: { type: "tggl", token } },
    {},
    "a text that is not env:VARIABLE",
  ],
  [
    "a token with a line break",
    { main: { type: "tggl", token: "env:TOKEN" } },
    { TOKEN: `${token}\r\nX: y` },
    "spaces or signs",
  ],
  ["no https", unleashStore, { URL: "http://flags.example.test", TOKEN: token }, "not https"],
  [
    "a password in the address",
    unleashStore,
    { URL: `https://me:${token}@example.test`, TOKEN: token },
    "with a password in it",
  ],
  [
    "no address in the variable",
    unleashStore,
    { URL: "flags", TOKEN: token },
    "does not hold an address",
  ],
])("%s is told before anything is sent", async (_name, stores, variables, words) => {
  const shop = workspace(stores, variables);
  const { code, stdout, stderr } = await shop.halyard(["sync", ...now]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(words);
  expect(stderr).not.toContain(token);
});

test("a state file that a link leads out of the workspace is not written", async () => {
  const server = await serve(fakeOf("unleash"));
  const outside = workspace({}, {});
  const config = JSON.stringify({ stores: unleashStore, state: "out/state.json" });
  const files = { "halyard.config.json": config };
  const shop = workspace(unleashStore, { URL: server.url, TOKEN: token }, files);
  symlinkSync(outside.root, join(shop.root, "out"));
  const { code, stderr } = await shop.halyard(["sync", ...now]);
  expect(code).toBe(2);
  expect(stderr).toContain("lies outside of the workspace");
  expect(() => outside.read("state.json")).toThrow();
});

test("an unknown --store is told with the nearest name", async () => {
  const shop = workspace(unleashStore, {});
  const { code, stderr } = await shop.halyard(["sync", "--store", "mian", ...now]);
  expect(code).toBe(2);
  expect(stderr).toContain("main");
});
