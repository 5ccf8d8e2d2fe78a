import { expect, test } from "vitest";
import { checkBehaviour } from "./support/samples.js";

/** The other half of the 50,000 programs, from another seed. */
const runs = 25_000;

test(
  `${String(runs)} more generated programs do the same before and after the removal`,
  { timeout: 7_200_000 },
  async () => {
    const compared = await checkBehaviour(runs, 2);
    expect(compared).toBeGreaterThan(runs * 0.9);
  },
);
