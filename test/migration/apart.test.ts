import { it } from "vitest";
import { apartCases } from "./support/apart.js";
import { expectComesApart } from "./support/comesApart.js";

it.each(apartCases())("%s comes apart as its fixture shows, or is refused", async (name) => {
  await expectComesApart(name, "\n");
});
