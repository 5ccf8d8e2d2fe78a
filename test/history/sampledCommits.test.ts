import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sampledCommits } from "../../core/src/history/sampledCommits.js";

const commitsAt = (...times: number[]) => times.map((time) => ({ hash: `c${time}`, time }));

test("a short history is kept whole, oldest first", () => {
  expect(sampledCommits(commitsAt(30, 10, 20), 3)).toEqual(commitsAt(10, 20, 30));
  expect(sampledCommits([], 3)).toEqual([]);
});

test("the last commit of each part of the time stands for it", () => {
  expect(sampledCommits(commitsAt(0, 1, 2, 49, 51, 98, 100), 3)).toEqual(commitsAt(0, 49, 100));
});

test("whatever the history: within the limit, in order, with the first and the last", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 60 }),
      fc.integer({ min: 2, max: 20 }),
      (times, limit) => {
        const sampled = sampledCommits(commitsAt(...times), limit).map(({ time }) => time);
        expect(sampled.length).toBeLessThanOrEqual(Math.max(limit, 2));
        expect(sampled).toEqual([...sampled].sort((left, right) => left - right));
        expect([sampled[0], sampled.at(-1)]).toEqual([Math.min(...times), Math.max(...times)]);
      },
    ),
    { seed: 7, numRuns: 300 },
  );
});
