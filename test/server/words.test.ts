import { expect, test } from "vitest";
import { code, plain, quotedKey, seen } from "../../server/src/text/words.js";

test("what cannot be seen, or turns what follows, is a space in every text", () => {
  expect(seen("a\u0007b\u202ec\u2066d\u061ce")).toBe("a b c d e");
  expect(quotedKey("new\nnav\u202e")).toBe('"new nav "');
  expect(code("a\u202e`b")).toBe("``a `b``");
});

test("Markdown and HTML are shown as they are written", () => {
  expect(plain("<b>*x*</b> [y](command:z)")).toBe("\\<b\\>\\*x\\*\\</b\\> \\[y\\]\\(command:z\\)");
});
