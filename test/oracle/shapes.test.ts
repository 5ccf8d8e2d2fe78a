import { describe, expect, it } from "vitest";
import { referencesByIndex } from "./support/compare.js";
import { referencesByChecker } from "./support/oracle.js";
import { shapes } from "./support/shapes.js";

describe("the index equals a full project with types", () => {
  it.each(shapes)("for $name", async ({ files, references }) => {
    const expected = referencesByChecker(files);
    expect(expected).toHaveLength(references);
    expect(await referencesByIndex(files)).toEqual(expected);
  });
});
