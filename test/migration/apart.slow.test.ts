import { it } from "vitest";
import { apartCases } from "./support/apart.js";
import { expectComesApart } from "./support/comesApart.js";

it.each(apartCases())("%s keeps line ends of Windows", async (name) => {
  await expectComesApart(name, "\r\n");
});
