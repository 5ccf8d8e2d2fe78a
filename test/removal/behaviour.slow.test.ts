import { expect, test } from "vitest";
import { checkBehaviour } from "./support/samples.js";

const runs = 50_000;

test(
  `${String(runs)} generated programs do the same before and after the removal`,
  { timeout: 7_200_000 },
  async () => {
    const compared = await checkBehaviour(runs, 1);
    expect(compared).toBeGreaterThan(runs * 0.9);
  },
);
