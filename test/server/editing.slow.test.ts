import { test } from "vitest";
import { compareWhileEditing } from "./support/editing.js";

/** 10,000 steps in all: ten scripts of a thousand. */
test.each([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])(
  "a thousand random edits leave no trace of what was (seed %i)",
  async (seed) => {
    await compareWhileEditing(seed, 1_000, 10);
  },
);
