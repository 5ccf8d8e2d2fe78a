import { configDefaults, defineConfig } from "vitest/config";
import quick from "./vitest.config.js";

/** The suites that take minutes: real packages, real repositories, many random programs. */
export default defineConfig({
  test: {
    ...quick.test,
    include: ["test/**/*.slow.test.ts"],
    exclude: [...configDefaults.exclude, "test/fixtures/**"],
    testTimeout: 20 * 60_000,
    hookTimeout: 20 * 60_000,
  },
});
