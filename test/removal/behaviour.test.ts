import { expect, test } from "vitest";
import { checkBehaviour } from "./support/samples.js";

const runs = 2000;

test(
  `${String(runs)} generated programs do the same before and after the removal`,
  { timeout: 300_000 },
  async () => {
    const compared = await checkBehaviour(runs, 20261122);
    expect(compared).toBeGreaterThan(runs * 0.9);
  },
);
