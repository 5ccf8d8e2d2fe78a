import { expect, test } from "vitest";
import { plain } from "../../extension/src/text/plain.js";

test("a text of the workspace runs no command and draws no icon where the editor would let it", () => {
  expect(plain("[go](command:x) $(trash)")).toBe("[go]\u200b(command:x) $\u200b(trash)");
});

test("what cannot be seen, or turns what follows, is a space", () => {
  expect(plain(" a\u0007b\u202ec\u061cd\n")).toBe("a b c d");
});
