import { expect, test } from "vitest";
import { createWorkspace, sampleFiles, today } from "./workspace.js";

const dynamicRead = `import { OpenFeature } from "@openfeature/server-sdk";
const flags = OpenFeature.getClient();
export const read = (id: string) => flags.getBooleanValue(\`release-\${id}\`, false);
`;

test("index as JSON has exactly the eight fields, in order", async () => {
  const workspace = createWorkspace(sampleFiles);
  const { code, stdout } = await workspace.halyard("index", "--format", "json", ...today);
  expect(stdout).toMatchInlineSnapshot(`
    "[
      {"flagKey":"new-checkout","path":"src/checkout.ts","line":6,"column":39,"endLine":6,"endColumn":53,"kind":"method","matcher":"openfeature-server/getBooleanValue"},
      {"flagKey":"free-shipping","path":"src/shipping.ts","line":6,"column":39,"endLine":6,"endColumn":54,"kind":"method","matcher":"openfeature-server/getBooleanValue"},
      {"flagKey":"free-shiping","path":"src/shipping.ts","line":10,"column":39,"endLine":10,"endColumn":53,"kind":"method","matcher":"openfeature-server/getBooleanValue"}
    ]
    "
  `);
  expect(code).toBe(0);
});

test("index works without a registry and without a configuration", async () => {
  const files = { "package.json": "{}", "src/a.ts": sampleFiles["src/checkout.ts"] ?? "" };
  const { code, stdout, stderr } = await createWorkspace(files).halyard(
    "index",
    "-f",
    "json",
    ...today,
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toMatchObject([
    { flagKey: "new-checkout", path: "src/a.ts", line: 6 },
  ]);
});

test("the table has the keys built at run time in a section of their own", async () => {
  const workspace = createWorkspace({ ...sampleFiles, "src/dynamic.ts": dynamicRead });
  const { stdout } = await workspace.halyard("index", ...today);
  expect(stdout).toMatchInlineSnapshot(`
    "Flag           Place                  Access  Kind    Matcher
    free-shiping   src/shipping.ts:10:39  read    method  openfeature-server/getBooleanValue
    free-shipping  src/shipping.ts:6:39   read    method  openfeature-server/getBooleanValue
    new-checkout   src/checkout.ts:6:39   read    method  openfeature-server/getBooleanValue

    Keys built at run time (these may read any flag that fits the pattern)
    Pattern    Place                Kind    Matcher
    release-*  src/dynamic.ts:3:59  method  openfeature-server/getBooleanValue

    3 references to 3 flags in 2 files
    "
  `);
});

test("JSON holds dynamic reads and details only when asked to", async () => {
  const workspace = createWorkspace({ ...sampleFiles, "src/dynamic.ts": dynamicRead });
  const read = async (...args: readonly string[]): Promise<Record<string, unknown>[]> =>
    JSON.parse((await workspace.halyard("index", "-f", "json", ...args, ...today)).stdout) as never;
  expect((await read()).map(({ flagKey }) => flagKey)).not.toContain(null);
  expect((await read("--dynamic")).find(({ flagKey }) => flagKey === null)).toMatchObject({
    path: "src/dynamic.ts",
    pattern: "release-*",
    line: 3,
  });
  const [detailed] = await read("--details");
  expect(detailed).toMatchObject({ access: "read", inverted: false, defaultValue: false });
});

test("paths narrow the references, and the order of runs changes no byte", async () => {
  const workspace = createWorkspace(sampleFiles);
  const all = await workspace.halyard("index", "-f", "json", "--no-cache", ...today);
  const cached = await workspace.halyard("index", "-f", "json", ...today);
  const again = await workspace.halyard("index", "-f", "json", ...today);
  expect([cached.stdout, again.stdout]).toEqual([all.stdout, all.stdout]);
  const one = await workspace.halyard("index", "src/checkout.ts", "-f", "json", ...today);
  expect((JSON.parse(one.stdout) as object[]).length).toBe(1);
});
