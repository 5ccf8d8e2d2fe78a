import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { figure, median } from "./editor/figures.js";
import { storyDay } from "./editor/story.js";
import { windowOf } from "./editor/window.js";
import { copyOf } from "./editor/workspaceCopy.js";

const workspace = copyOf("quick-start");
const long = workspace.at("src/long.ts");
// 200 functions of ten lines, each with a read of a flag.
const functions = Array.from({ length: 200 }, (_one, index) =>
  [
    `export async function step${index}(flags: Client, customerId: string): Promise<number> {`,
    "  const context = { targetingKey: customerId };",
    `  const base = ${index};`,
    '  if (await flags.getBooleanValue("free-shipping", false, context)) {',
    "    return base + 1;",
    "  }",
    "  const doubled = base * 2;",
    "  return doubled;",
    "}",
    "",
  ].join("\n"),
);
writeFileSync(
  long,
  `import type { Client } from "@openfeature/server-sdk";\n\n${functions.join("\n")}`,
);
const shown = windowOf(() => ({
  root: workspace.root,
  files: [long],
  settings: { "halyard.now": storyDay, "editor.quickSuggestions": { strings: "off" } },
}));

test("typing in a file of 2,000 lines stays smooth", async () => {
  const { workbench, page } = shown();
  await workbench.squiggle().waitFor();
  await workbench.openFile(long, 1_004, 1);
  await page.evaluate(
    `globalThis.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
     globalThis.keys = []; new PerformanceObserver((list) => keys.push(...list.getEntries().filter(({ name }) => name === "keydown").map(({ duration }) => duration))).observe({ type: "event", durationThreshold: 16 });`,
  );
  const text =
    "const total = 1 + 2 + 3 + 4 + 5; // What the cart costs, in cents, with all its shipping.";
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type(text, { delay: 60 });
  await workbench.line(text).waitFor();
  const tasks = await page.evaluate<number[]>("longTasks");
  const keys = await page.evaluate<number[]>("keys");
  figure("from a key to its letter on the screen, median", median(keys), "ms");
  figure("from a key to its letter on the screen, worst", Math.max(0, ...keys), "ms");
  figure("tasks of the window over 50 ms while typing", tasks.length, "tasks");
  figure("longest task of the window while typing", Math.max(0, ...tasks), "ms");
  // A second in which nothing moves would be felt on any machine.
  expect(Math.max(0, ...tasks)).toBeLessThan(1_000);
});

test("a keystroke's findings follow at once", async () => {
  const { workbench, page } = shown();
  const { line, column } = workspace.placeOf("src/long.ts", 'free-shipping"');
  await workbench.openFile(long, line, column);
  const [times, misspelt] = [[] as number[], page.locator(".squiggly-error").first()];
  for (let round = 0; round < 5; round++) {
    const asked = performance.now();
    await page.keyboard.type("x");
    await misspelt.waitFor();
    times.push(performance.now() - asked);
    const back = performance.now();
    await page.keyboard.press("Backspace");
    await misspelt.waitFor({ state: "hidden" });
    times.push(performance.now() - back);
  }
  figure("from a key to the findings that it changes, median", median(times), "ms");
  figure("from a key to the findings that it changes, worst", Math.max(...times), "ms");
  expect(median(times)).toBeLessThan(5_000);
});
