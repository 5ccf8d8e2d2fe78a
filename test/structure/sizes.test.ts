import { expect, test } from "vitest";
import { isProductionSource, pageOf, repositoryFiles } from "./repository.js";

const sizes = repositoryFiles()
  .filter(isProductionSource)
  .map((path) => ({ path, lines: pageOf(path).split("\n").length - 1 }))
  .sort((a, b) => a.lines - b.lines);

test("no source file is longer than 400 lines", () => {
  expect(sizes.filter(({ lines }) => lines > 400)).toEqual([]);
});

test("half of the source files have at most 90 lines", () => {
  expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(90);
});
