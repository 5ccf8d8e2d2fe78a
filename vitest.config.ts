import { configDefaults, defineConfig } from "vitest/config";

/** Where `.ci/run` wants the counts; unset for people. */
const report = process.env.HALYARD_TEST_REPORT;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "examples/*/test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/fixtures/**", "**/*.slow.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
  },
});
