import { expect, test } from "vitest";
import { checkBehaviour } from "./support/samples.js";

/** Half of the 50,000 programs; the other half is a file of its own, so that two cores share them. */
const runs = 25_000;

test(
  `${String(runs)} generated programs do the same before and after the removal`,
  { timeout: 7_200_000 },
  async () => {
    const compared = await checkBehaviour(runs, 1);
    expect(compared).toBeGreaterThan(runs * 0.9);
  },
);
