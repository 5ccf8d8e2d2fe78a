import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { allAdapters } from "../../core/src/adapters/all.js";
import { withAdapterTable } from "../../tools/adapterTable.mjs";

test("docs/adapters.md lists the adapters as they are; `npm run generate` writes it", async () => {
  const page = readFileSync(new URL("../../docs/adapters.md", import.meta.url), "utf8");
  const options = await resolveConfig(new URL("../../docs/adapters.md", import.meta.url));
  const wanted = await format(withAdapterTable(page, allAdapters), {
    ...options,
    parser: "markdown",
  });
  expect(page).toBe(wanted);
});
