import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Dashboard } from "../../server/src/protocol/dashboard.js";
import type { Decorations } from "../../server/src/protocol/decorations.js";
import type { Flags } from "../../server/src/protocol/flags.js";
import type { GatedBy } from "../../server/src/protocol/gatedBy.js";
import type { Migrations } from "../../server/src/protocol/migrations.js";
import type { RemovalPreview } from "../../server/src/protocol/removal.js";
import type { Status } from "../../server/src/protocol/status.js";
import type { Stores } from "../../server/src/protocol/stores.js";
import { withProtocolSources } from "../../tools/protocolPage.mjs";
import { fileURLToPath } from "node:url";
import { TestClient } from "./support/client.js";

const page = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
const sources = new URL("../../server/src/", import.meta.url);

test("the page shows the types as the code has them", () => {
  const blocks = (text: string): string[] =>
    [...text.matchAll(/```ts\n([\s\S]*?)```/gu)].map(([, block = ""]) =>
      block.replace(/\s+/gu, ""),
    );
  expect(blocks(withProtocolSources(page))).toEqual(blocks(page));
});

test("the page names every method, command and setting, and no others", () => {
  const text = readdirSync(new URL("protocol/", sources))
    .map((name) => readFileSync(new URL(`protocol/${name}`, sources), "utf8"))
    .join("\n");
  const methods = new Set(text.match(/"halyard[./]\w+"/gu)?.map((name) => name.slice(1, -1)));
  const named = new Set(page.match(/`halyard[./]\w+`/gu)?.map((name) => name.slice(1, -1)));
  expect([...named].sort()).toEqual([...methods].sort());
  const settings = readFileSync(new URL("connection/settings.ts", sources), "utf8");
  const members = [...settings.matchAll(/^ {2}readonly (\w+):/gmu)].map(([, name]) => name);
  expect(members.length).toBeGreaterThan(3);
  for (const name of members) expect(page).toContain(`| \`${String(name)}\``);
});

let client: TestClient;
beforeAll(async () => {
  client = await TestClient.start(
    fileURLToPath(new URL("../../examples/search-cluster-move", import.meta.url)),
  );
});
afterAll(() => {
  client.kill();
});

test("status tells the state at once and the counts later", async () => {
  const first = await client.ask<Status>("halyard/status", {});
  expect(["indexing", "ready"]).toContain(first.state);
  // A folder is open: that nothing is known of it yet does not mean that there is nothing.
  expect(first.state === "ready" && first.projects.length === 0).toBe(false);
  const { flags } = await client.ask<Flags>("halyard/flags", {});
  const status = await client.ask<Status>("halyard/status", {});
  expect(status).toMatchObject({ state: "ready", now: "2026-11-22T00:00:00.000Z" });
  expect(status.projects).toHaveLength(1);
  expect(status.projects[0]?.flags).toBe(flags.length);
  expect(status.revision).toBeGreaterThan(0);
});

test("one flag is told alone, with its places where they are asked for", async () => {
  const { flags } = await client.ask<Flags>("halyard/flags", {});
  const [first] = flags;
  const asked = { flagKey: first?.key, references: true };
  const alone = await client.ask<Flags>("halyard/flags", asked);
  expect(alone.flags.map(({ id }) => id)).toEqual([first?.id]);
  expect(first?.references).toEqual([]);
  const counted = first?.files.reduce((sum, { count }) => sum + count, 0);
  expect(alone.flags[0]?.references).toHaveLength(counted ?? -1);
});

test("flags come with everything a tree shows, those to act on first", async () => {
  const { flags } = await client.ask<Flags>("halyard/flags", { references: true });
  expect(flags.length).toBeGreaterThan(2);
  expect(flags.map(({ nextStep }) => nextStep.urgency)).toEqual(
    flags.map(({ nextStep }) => nextStep.urgency).sort((a, b) => a - b),
  );
  for (const flag of flags) {
    const counted = flag.counts.reads + flag.counts.overrides + flag.counts.mentions;
    expect(flag.references).toHaveLength(counted);
    expect(flag.files.reduce((sum, { count }) => sum + count, 0)).toBe(counted);
    expect(flag.id.endsWith(`#${flag.key}`)).toBe(true);
  }
  const none = await client.ask<Flags>("halyard/flags", { uri: "file:///nowhere" });
  expect(none.flags).toEqual([]);
});

test("migrations come with their stage, flags and calls", async () => {
  const { migrations } = await client.ask<Migrations>("halyard/migrations", {});
  expect(migrations.length).toBeGreaterThan(0);
  const [migration] = migrations;
  expect(migration?.flags.length).toBeGreaterThan(0);
  expect(migration?.codeKnown).toBe(true);
  expect(migration?.calls.length).toBeGreaterThan(0);
});

test("a removal is shown whole, or says where it stops", async () => {
  const { flags } = await client.ask<Flags>("halyard/flags", {});
  for (const { key } of flags.slice(0, 2)) {
    const preview = await client.ask<RemovalPreview>("halyard/removal", { flagKey: key });
    expect(preview.refusals.length === 0).toBe(preview.edit !== null);
    expect(preview.pullRequest.title).toContain(key);
  }
  const unknown = await client.ask<RemovalPreview>("halyard/removal", { flagKey: "no-such-flag" });
  expect(unknown.refusals).toHaveLength(1);
});

test("stores are told with the variables that they need, and never with a value", async () => {
  const { stores } = await client.ask<Stores>("halyard/stores", {});
  expect(stores.map(({ name, type, variables }) => ({ name, type, variables }))).toEqual([
    {
      name: "main",
      type: "tggl",
      variables: [
        { name: "TGGL_URL", use: "address", environment: null },
        { name: "TGGL_API_KEY", use: "token", environment: null },
      ],
    },
  ]);
});

test("the dashboard tells the oldest flags and the history of the day that it judges at", async () => {
  const { flags } = await client.ask<Flags>("halyard/flags", {});
  const dashboard = await client.ask<Dashboard>("halyard/dashboard", {});
  expect(dashboard.date).toBe("2026-11-22");
  const ages = new Map(flags.map(({ id, ageDays }) => [id, ageDays]));
  expect(dashboard.oldest.length).toBeGreaterThan(0);
  for (const { id, ageDays } of dashboard.oldest) expect(ages.get(id)).toBe(ageDays);
  const told = dashboard.oldest.map(({ ageDays }) => ageDays);
  expect(told).toEqual([...told].sort((left, right) => right - left));
  expect(dashboard.history.at(-1)).toMatchObject({ date: "2026-11-22", flags: flags.length });
  const plain = await client.ask<Dashboard>("halyard/dashboard", { history: false });
  expect(plain.history).toEqual([]);
});

test("gated code and decorations speak of one document", async () => {
  const { flags } = await client.ask<Flags>("halyard/flags", { references: true });
  const read = flags
    .flatMap(({ references }) => references)
    .find(({ access }) => access === "read");
  expect(read).toBeDefined();
  const textDocument = { uri: read?.uri };
  const gated = await client.ask<GatedBy>("halyard/gatedBy", {
    textDocument,
    position: read?.range.start,
  });
  expect(gated.flagKey).not.toBeNull();
  const drawn = await client.ask<Decorations>("halyard/decorations", { textDocument });
  expect(drawn.version).toBeNull();
});
