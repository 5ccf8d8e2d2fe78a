import { setTimeout as sleep } from "node:timers/promises";
import type { Unleash } from "unleash-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeWorkspace, type StoreWorkspace } from "./halyard.js";
import { adminOf, type Admin } from "./unleash/admin.js";
import { answersOf, sdkOf } from "./unleash/sdk.js";
import { startUnleash, type RunningUnleash } from "./unleash/server.js";

/** A day on which everything that happens in this suite has soaked. */
const later = new Date(Date.now() + 20 * 86_400_000).toISOString();
/** When this suite began, and a day by which it is surely over. */
const started = new Date().toISOString();
const deployed = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const judged = ["--now", later] as const;
const everyone = { name: "flexibleRollout", parameters: { rollout: "100", stickiness: "default" } };
const features = "/api/admin/projects/default/features";

const lifecycle = { type: "release", owner: "team-shop", expires: "2099-01-01" };
const variants = { flagType: "boolean", defaultValue: false, variants: { on: true, off: false } };

const files = {
  "package.json": '{ "name": "shop", "private": true, "type": "module" }\n',
  "halyard.config.json": JSON.stringify({
    registry: "flags.json",
    adapters: ["unleash-node"],
    stores: { main: { type: "unleash", url: "env:UNLEASH_URL", token: "env:UNLEASH_TOKEN" } },
  }),
  "flags.json": JSON.stringify(
    {
      registryVersion: 1,
      flags: Object.fromEntries(
        ["new-nav", "by-user", "half", "never", "child"].map((key) => [
          key,
          { ...variants, lifecycle },
        ]),
      ),
    },
    null,
    2,
  ),
  "src/nav.ts": [
    'import { initialize } from "unleash-client";',
    "",
    'const unleash = initialize({ url: "", appName: "shop" });',
    "",
    "export function nav(): string {",
    '  if (unleash.isEnabled("new-nav")) {',
    '    return "new";',
    "  }",
    '  return "old";',
    "}",
    "",
    'export const rest = () => [unleash.isEnabled("by-user"), unleash.isEnabled("half"), unleash.isEnabled("never"), unleash.isEnabled("child")];',
    "",
  ].join("\n"),
};

let server: RunningUnleash;
let admin: Admin;
let viewer: string;
let sdk: Unleash;
let shop: StoreWorkspace;

/** What was started, to be ended in the opposite order, however far the start came. */
const endings: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  server = await startUnleash();
  endings.push(() => server.stop());
  admin = adminOf(server);
  viewer = await admin.viewerToken();
  shop = storeWorkspace(files, { UNLEASH_URL: server.url, UNLEASH_TOKEN: viewer });
  endings.push(() => shop.remove());
  await admin.create("new-nav");
  await admin.addStrategy("new-nav", "production", everyone);
  await admin.create("by-user");
  await admin.addStrategy("by-user", "production", {
    ...everyone,
    parameters: { rollout: "100", stickiness: "userId" },
  });
  await admin.create("half");
  await admin.addStrategy("half", "production", {
    ...everyone,
    parameters: { rollout: "50", stickiness: "default" },
  });
  await admin.create("never");
  await admin.addStrategy("never", "production", everyone);
  await admin.create("child");
  await admin.addStrategy("child", "production", everyone);
  const dependency = { feature: "new-nav", enabled: true };
  await admin.call("POST", `${features}/child/dependencies`, dependency);
  for (const name of ["new-nav", "by-user", "half", "child"]) {
    await admin.turn(name, "production", "on");
  }
  sdk = await sdkOf(server, "shop");
  endings.push(() => sdk.destroy());
  // Asked now, so that the server has counted it by the time that a test wants to know.
  sdk.isEnabled("ghost-flag");
});

afterAll(async () => {
  for (const end of endings.reverse()) await end();
});

interface Listed {
  readonly flagKey: string;
  readonly outcome: string;
  readonly verdicts: readonly { readonly environment: string; readonly verdict: unknown }[];
}

async function listed(): Promise<ReadonlyMap<string, Listed>> {
  const { stdout } = await shop.halyard(["list", "--format", "json", ...judged]);
  const { flags } = JSON.parse(stdout) as { flags: readonly Listed[] };
  return new Map(flags.map((flag) => [flag.flagKey, flag]));
}

async function until(isSo: () => boolean | Promise<boolean>, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error("It did not come about.");
    await sleep(500);
  }
}

/** Reads the store as a viewer does and gives the file that it wrote. */
async function synced(): Promise<State["stores"]["main"]> {
  const { code, stdout, stderr } = await shop.halyard(["sync", ...judged]);
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
  return (JSON.parse(shop.read("halyard-state.json")) as State).stores.main;
}

interface State {
  readonly stores: {
    readonly main: {
      readonly flags: Readonly<
        Record<
          string,
          {
            readonly environments: Readonly<
              Record<string, { readonly served: object; readonly lastEvaluated?: string | null }>
            >;
            readonly lifecycle: { readonly status?: string };
          }
        >
      >;
      readonly unknownKeys?: Readonly<Record<string, { readonly applications: readonly string[] }>>;
    };
  };
}

async function findings(ruleId: string): Promise<readonly string[]> {
  const { stdout } = await shop.halyard(["check", "--format", "json", ...judged]);
  const report = JSON.parse(stdout) as {
    readonly findings: readonly { ruleId: string; path: string; message: string }[];
  };
  return report.findings
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ path, message }) => `${path}: ${message}`);
}

interface Verdict {
  readonly standing: string;
  readonly checks: readonly { readonly id: string; readonly standing: string }[];
}

/** The checks that speak against archiving, and how. */
async function against(...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const all = ["can-archive", "new-nav", "--format", "json", ...args, ...judged];
  const { stdout } = await shop.halyard(all);
  const { checks } = JSON.parse(stdout) as Verdict;
  return Object.fromEntries(
    checks.filter(({ standing }) => standing !== "safe").map(({ id, standing }) => [id, standing]),
  );
}

test("a sync as a viewer gives the verdicts that the SDK bears out", async () => {
  await synced();
  const flags = await listed();
  const outcomes = [...flags.values()].map(({ flagKey, outcome }) => [flagKey, outcome]);
  expect(Object.fromEntries(outcomes)).toEqual({
    "new-nav": "rolled-out",
    child: "rolled-out",
    never: "rolled-back",
    half: "partial",
    "by-user": "partial",
  });
  expect(answersOf(sdk, "new-nav")).toEqual(new Set([true]));
  expect(answersOf(sdk, "child")).toEqual(new Set([true]));
  expect(answersOf(sdk, "never")).toEqual(new Set([false]));
  expect(answersOf(sdk, "half").size).toBe(2);
  // "100 %" is not everyone: without a user the flag is off.
  expect(answersOf(sdk, "by-user").size).toBe(2);
  const byUser = flags.get("by-user")?.verdicts.find((one) => one.environment === "production");
  expect(byUser?.verdict).toBe("constant-if(userId)");
});

test("each flag gets one link to its references", async () => {
  const where = ["--repository", "shop", "--url", "https://git.example.test/shop"];
  const args = ["publish", ...where, "--branch", "main", "--revision", "abc123", ...judged];
  for (let turn = 0; turn < 2; turn++) {
    const told = await shop.halyard(args, { UNLEASH_TOKEN: server.adminToken });
    expect(told.code, told.stderr).toBe(0);
  }
  const { body } = await admin.call("GET", `${features}/half`);
  expect((body as { links: readonly object[] }).links).toMatchObject([
    {
      title: "Code references (shop): 1 in 1 file",
      url: expect.stringMatching(
        /^https:\/\/git\.example\.test\/shop\/blob\/abc123\/src\/nav\.ts#L\d+$/,
      ),
    },
  ]);
});

test("nothing of the store's tokens is in what was written or said", async () => {
  const told = await shop.halyard(["sync", "--stats", ...judged]);
  const kept = [shop.read("halyard-state.json"), told.stdout, told.stderr].join("\n");
  for (const token of [viewer, server.adminToken, ...Object.values(server.backendTokens)]) {
    expect(kept).not.toContain(token);
  }
});

test("a parent that is off turns its child off, by the verdict as by the SDK", async () => {
  await admin.turn("new-nav", "production", "off");
  await until(() => !sdk.isEnabled("child"), 10_000);
  await synced();
  expect((await listed()).get("child")?.outcome).toBe("rolled-back");
  await admin.turn("new-nav", "production", "on");
  await until(() => sdk.isEnabled("child"), 10_000);
  // Two strategies make the server tell the parent twice.
  await admin.addStrategy("child", "production", everyone);
  await synced();
  expect((await listed()).get("child")?.outcome).toBe("rolled-out");
});

test("turning an environment on whose only strategy is disabled adds one that is on for everyone", async () => {
  await admin.create("surprise");
  await admin.addStrategy("surprise", "production", { ...everyone, disabled: true });
  expect((await synced()).flags.surprise?.environments.production?.served).toEqual({ off: 100 });
  await admin.turn("surprise", "production", "on");
  await until(() => sdk.isEnabled("surprise"), 10_000);
  expect((await synced()).flags.surprise?.environments.production?.served).toEqual({ on: 100 });
});

test("the gate is blocked while code reads the flag, and while it is asked for", async () => {
  await until(async () => {
    const { flags } = await synced();
    return typeof flags["new-nav"]?.environments.production?.lastEvaluated === "string";
  }, 90_000);
  expect(await against("--deployed", deployed)).toEqual({
    references: "blocked",
    dependents: "blocked",
  });
  // Had the code gone before this suite began, somebody would still be asking.
  expect(await against("--deployed", started)).toMatchObject({ evaluated: "blocked" });
  expect(await against()).toMatchObject({ deployed: "caution" });
  const refused = await shop.halyard(["archive", "new-nav", "--deployed", deployed, ...judged]);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("Nothing was archived.");
  expect(sdk.isEnabled("new-nav")).toBe(true);
});

test("the removed flag leaves code and registry, and the gate sees it", async () => {
  const removed = await shop.halyard(["remove", "new-nav", "--write", "--allow-dirty", ...judged]);
  expect(removed.code, removed.stderr).toBe(0);
  expect(shop.read("src/nav.ts")).not.toContain("new-nav");
  expect(shop.read("src/nav.ts")).toContain('return "new";');
  expect(shop.read("flags.json")).not.toContain("new-nav");
  expect(await against("--deployed", deployed)).toEqual({ dependents: "blocked" });
});

test("the store itself refuses to archive a parent, whatever is allowed here", async () => {
  const args = ["archive", "new-nav", "--deployed", deployed, "--allow", "dependents"];
  const refused = await shop.halyard([...args, "--reason", "to see", ...judged], {
    UNLEASH_TOKEN: server.adminToken,
  });
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("because other flags depend on it");
  expect(sdk.isEnabled("new-nav")).toBe(true);
});

test("once nothing leans on it the gate is safe, but a viewer may not archive", async () => {
  await admin.call("DELETE", `${features}/child/dependencies`);
  await synced();
  expect(await against("--deployed", deployed)).toEqual({});
  const { code } = await shop.halyard([
    "can-archive",
    "new-nav",
    "--deployed",
    deployed,
    ...judged,
  ]);
  expect(code).toBe(0);
  const refused = await shop.halyard(["archive", "new-nav", "--deployed", deployed, ...judged]);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("(403)");
  expect(refused.stderr).toContain("UNLEASH_TOKEN");
  expect(() => shop.read("halyard-tombstones.json")).toThrow();
  expect(sdk.isEnabled("new-nav")).toBe(true);
});

test("archiving archives, leaves a tombstone, and the SDK sees it at its next poll", async () => {
  const done = await shop.halyard(["archive", "new-nav", "--deployed", deployed, ...judged], {
    UNLEASH_TOKEN: server.adminToken,
  });
  expect(done.code, done.stderr).toBe(0);
  await until(() => !sdk.isEnabled("new-nav"), 10_000);
  const { tombstones } = JSON.parse(shop.read("halyard-tombstones.json")) as {
    tombstones: Readonly<Record<string, { store: string }>>;
  };
  expect(tombstones["new-nav"]?.store).toBe("main");
  // The address of earlier versions is gone; the search has the archived flags.
  expect((await admin.call("GET", "/api/admin/archive/features")).status).toBe(404);
  expect((await synced()).flags["new-nav"]?.lifecycle.status).toBe("archived");
  expect(await findings("reused-flag-key")).toEqual([]);
  expect((await findings("store-drift")).join("\n")).not.toContain("new-nav");
});

test("a read of the archived flag that comes back is found", async () => {
  const before = shop.read("src/nav.ts");
  shop.write("src/nav.ts", `${before}\nexport const again = () => unleash.isEnabled("new-nav");\n`);
  expect(await findings("reused-flag-key")).toEqual([
    expect.stringContaining('src/nav.ts: Flag "new-nav" was archived on'),
  ]);
  expect(await findings("unknown-flag")).toEqual([]);
  shop.write("src/nav.ts", before);
});

test("a revived flag is off everywhere, and found to be back", async () => {
  const { status } = await admin.call("POST", "/api/admin/projects/default/revive", {
    features: ["new-nav"],
  });
  expect(status).toBe(200);
  const flag = (await synced()).flags["new-nav"];
  expect(flag?.environments.production?.served).toEqual({ off: 100 });
  expect(sdk.isEnabled("new-nav")).toBe(false);
  expect(await findings("reused-flag-key")).toEqual([
    expect.stringContaining("has a living flag of that key again"),
  ]);
});

test("deleting what is not archived does nothing; a deleted key can be taken again, and is found", async () => {
  expect((await admin.call("DELETE", "/api/admin/archive/new-nav")).status).toBe(200);
  expect((await admin.call("GET", `${features}/new-nav`)).status).toBe(200);
  await admin.call("DELETE", `${features}/new-nav`);
  await admin.call("POST", "/api/admin/projects/default/delete", { features: ["new-nav"] });
  expect((await synced()).flags).not.toHaveProperty("new-nav");
  expect(await findings("reused-flag-key")).toEqual([]);
  await admin.create("new-nav");
  await synced();
  expect(await findings("reused-flag-key")).toEqual([
    expect.stringContaining('halyard-tombstones.json: Flag "new-nav" was archived on'),
  ]);
});

test("tokens without the right to look are told so, and the last state stays", async () => {
  const before = shop.read("halyard-state.json");
  for (const [token, code] of [
    [server.backendTokens.production, "(403)"],
    ["*:*.no-such-token-of-anybody", "(401)"],
  ] as const) {
    const told = await shop.halyard(["sync", ...judged], { UNLEASH_TOKEN: token });
    expect(told.code).toBe(2);
    expect(told.stderr).toContain(code);
    expect(told.stderr).toContain("stays");
    expect(told.stderr).not.toContain(token);
    expect(shop.read("halyard-state.json")).toBe(before);
  }
});

test("a key that the SDK asks for in vain becomes a finding", async () => {
  sdk.isEnabled("ghost-flag");
  await until(async () => (await synced()).unknownKeys?.["ghost-flag"] !== undefined, 180_000);
  expect((await synced()).unknownKeys?.["ghost-flag"]?.applications).toEqual(["shop"]);
  expect(await findings("store-drift")).toEqual([
    expect.stringContaining('Flag "ghost-flag" does not exist in store "main"'),
  ]);
});
