import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { compare } from "./compare.js";
import { unleash } from "./unleash.js";

const load = createRequire(import.meta.url);

// The other stores' engines are installed by the slow suite.
test("verdicts on Unleash's features hold in its own client", async () => {
  const found = await compare(unleash, load, { count: 120, contextCount: 300, seed: 20_261_122 });
  expect(found.broken).toEqual([]);
  expect(found.alwaysOne).toBeGreaterThan(30);
  expect(found.constant / found.alwaysOne).toBeGreaterThanOrEqual(0.95);
  expect(found.constantIf).toBeGreaterThan(3);
});
