import { test } from "vitest";
import { compareWhileEditing } from "./support/editing.js";

test("after any edits the server answers like one that has just started", async () => {
  await compareWhileEditing(1, 300, 12);
}, 120_000);
