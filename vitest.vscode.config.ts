import { defineConfig } from "vitest/config";
import quick from "./vitest.config.js";

/** The suites in a real VS Code: one editor for all of them, and one window after the other. */
export default defineConfig({
  test: {
    ...quick.test,
    include: ["test/extension/**/*.e2e.ts"],
    exclude: ["**/node_modules/**"],
    globalSetup: "test/extension/editor/wholeRun.ts",
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
