const testName =
  /\.(?:[\w-]*(?:test|spec)|test-d|cy|e2e|stories|story|bench)\.(?:[cm]?[jt]sx?|vue|svelte)$/u;
const testFolder =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|test|tests|e2e|cypress|playwright)\//u;

/**
 * Whether a file only exists to try other code: a test, a mock, a story or an end-to-end suite.
 *
 * The rules leave such files alone: a test may read a flag that is stale, set one that is archived,
 * or make a key up, and removing the flag takes care of its tests.
 */
export function isTestFile(path: string): boolean {
  return testName.test(path) || testFolder.test(path);
}
