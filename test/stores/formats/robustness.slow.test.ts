import { expect, test } from "vitest";
import { faultsOfMutants, lists, many, odd, readMany } from "./mutants.js";
import { samples } from "./support.js";

test.each(samples)("no value at any place of $path throws", (sample) => {
  expect(faultsOfMutants(sample, () => odd)).toEqual([]);
});

test.each(Object.keys(lists))("reads ten thousand flags of %s", (path) => {
  const { content, time } = readMany(path);
  // The file data of LaunchDarkly has one more, with a value alone.
  expect(content.flags.size - many).toBeLessThanOrEqual(1);
  expect(content.flags.size).toBeGreaterThanOrEqual(many);
  expect(time).toBeLessThan(15_000);
});
