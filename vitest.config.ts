import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where `.ci/run` wants the counts; unset for people. */
const report = process.env.HALYARD_TEST_REPORT;

/** The suites that run longest, by path: started last, one of them would keep the other workers waiting. */
const longest = /test\/(?:removal|robustness|node|cli)\//;

/** Starts the longest suites first, also where no earlier run has told how long each one takes. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "examples/*/test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/fixtures/**", "**/*.slow.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Packages are imported as Node.js imports them, without a proxy around each: the compiler's
    // exports are read so often that the proxy would take half of the time.
    deps: { interopDefault: false },
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
  },
});
