import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { compare } from "./compare.js";
import { flagd } from "./flagd.js";
import { unleash } from "./unleash.js";

const load = createRequire(import.meta.url);

// The other stores' engines are installed by the slow suite.
test.each([flagd, unleash])("verdicts on $format hold in its own engine", async (engine) => {
  const found = await compare(engine, load, { count: 120, contextCount: 300, seed: 20_261_122 });
  expect(found.broken).toEqual([]);
  expect(found.alwaysOne).toBeGreaterThan(30);
  expect(found.constant / found.alwaysOne).toBeGreaterThanOrEqual(0.95);
});
