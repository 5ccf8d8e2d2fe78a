import { defineConfig } from "vitest/config";
import quick from "./vitest.config.js";

/** The suites in a real VS Code: one after the other, because each has an editor and a browser of its own. */
export default defineConfig({
  test: {
    ...quick.test,
    include: ["test/extension/**/*.e2e.ts"],
    exclude: ["**/node_modules/**"],
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
