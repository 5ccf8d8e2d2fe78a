import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { installOutside } from "../../outside/install.js";
import { azure } from "./azure.js";
import { compare } from "./compare.js";
import { configcat } from "./configcat.js";
import { flagd } from "./flagd.js";
import { flagsmith } from "./flagsmith.js";
import { flipt } from "./flipt.js";
import { growthbook } from "./growthbook.js";
import { launchdarkly } from "./launchdarkly.js";
import { optimizely } from "./optimizely.js";
import { posthog } from "./posthog.js";
import { split } from "./split.js";
import { tggl } from "./tggl.js";
import { unleash } from "./unleash.js";
import { vercel } from "./vercel.js";

const engines = [
  azure,
  configcat,
  flagd,
  flagsmith,
  flipt,
  growthbook,
  launchdarkly,
  optimizely,
  posthog,
  split,
  tggl,
  unleash,
  vercel,
];

/** `HALYARD_ENGINES` tells the figures that `bench/stores` shows. */
const isTelling = process.env.HALYARD_ENGINES !== undefined;

let load: (name: string) => unknown;

beforeAll(() => {
  const manifest = readFileSync(new URL("packages.json", import.meta.url), "utf8");
  load = createRequire(join(installOutside("store-engines", manifest), "package.json"));
});

test.each(engines)(
  "$format: a constant verdict holds in the store's engine, and most are recognised",
  async (engine) => {
    const found = await compare(engine, load, {
      count: 300,
      contextCount: 1_000,
      seed: 20_261_122,
    });
    const recall = found.constant / found.alwaysOne;
    if (isTelling) {
      const missed = found.missed.slice(0, 5).join("\n  ");
      process.stdout.write(
        `${JSON.stringify({ ...found, broken: found.broken.length, missed: found.missed.length, recall })}\n  ${missed}\n`,
      );
    }
    expect(found.broken.slice(0, 3)).toEqual([]);
    expect(found.alwaysOne).toBeGreaterThan(30);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  },
);
