import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { smallPng } from "./editor/smallPng.js";

test("a picture in a palette is the same picture, and one made small stays as it is", () => {
  const icon = readFileSync(join(import.meta.dirname, "../../extension/media/icon.png"));
  const small = smallPng(icon);
  expect([small.readUInt32BE(16), small.readUInt32BE(20)]).toEqual([
    icon.readUInt32BE(16),
    icon.readUInt32BE(20),
  ]);
  expect(small.toString("latin1", 12, 16)).toBe("IHDR");
  expect(small.subarray(-8, -4).toString("latin1")).toBe("IEND");
});
