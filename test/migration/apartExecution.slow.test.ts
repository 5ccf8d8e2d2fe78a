import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { installManifest } from "../adapters/packages.js";
import { bundleCase, runnableCases } from "./support/running.js";

const manifest = new URL("../fixtures/migration/packages.json", import.meta.url);
const directory = mkdtempSync(join(tmpdir(), "halyard-running-"));
let modules: string;

/** The SDK's client as it is in production, but for the network: the flag is at its last stage. */
const client = `import { init, integrations } from "@launchdarkly/node-server-sdk";

const data = new integrations.TestData();
void data.update(
  data
    .flag("db-move")
    .variations("off", "dualwrite", "shadow", "live", "rampdown", "complete")
    .variationForAll(5),
);

export const client = init("sdk-key", {
  updateProcessor: data.getFactory(),
  sendEvents: false,
  logger: { debug() {}, info() {}, warn() {}, error() {} },
});
await client.waitForInitialization({ timeout: 5 });
`;

beforeAll(() => {
  vi.stubEnv("write-both", "on");
  vi.stubEnv("read-new", "on");
  vi.spyOn(console, "log").mockReturnValue(undefined);
  modules = join(installManifest(readFileSync(manifest, "utf8")), "node_modules");
}, 120_000);

afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true, force: true });
});

const steps = fc.array(
  fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("one", "two", "poison")),
  { minLength: 1, maxLength: 6 },
);

describe.each(runnableCases("real"))("%s", (name) => {
  it("does to the new system and shows to people what it did with the real SDK at its last stage", async () => {
    const real = { modules, files: { "src/client.ts": client } };
    const before = await bundleCase(directory, name, "before", real);
    const after = await bundleCase(directory, name, "after", real);
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const [was, is] = [await before(), await after()];
        expect(await is(taken)).toEqual(await was(taken));
      }),
      { seed: 20261122, numRuns: 12 },
    );
  }, 120_000);
});
