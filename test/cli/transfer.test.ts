import { FlagdCore } from "@openfeature/flagd-core";
import { describe, expect, test } from "vitest";
import { importNames } from "../../cli/src/transfer/importNames.js";
import { storeFormats } from "../../stores/src/formats/index.js";
import { read, samples, shown, verdictsOf } from "../stores/formats/support.js";
import { createWorkspace } from "./workspace.js";

const day = ["--now", "2026-11-22"] as const;

test("the list of names is that of the stores' formats", () => {
  expect([...importNames]).toEqual([...storeFormats.keys()].sort());
});

describe("halyard import", () => {
  test.each(samples)("$path becomes a registry with the same verdicts", async (sample) => {
    const workspace = createWorkspace({ [sample.path]: sample.text });
    const { code, stdout, stderr } = await workspace.halyard(
      "import",
      sample.format,
      sample.path,
      ...day,
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: stderr.startsWith("The file names no environment") ? stderr : "",
    });
    const again = read("flagd", stdout);
    expect(again.problems).toEqual([]);
    const before = verdictsOf(
      read(sample.format, sample.text, { now: new Date("2026-11-22") }, sample.path),
    );
    const expected = [...before].flatMap(([key, environments]) =>
      [...environments].map(([name, verdict]) => [
        `${key} ${name === "base" ? "production" : name}`,
        shown(verdict),
      ]),
    );
    const found = [...verdictsOf(again)].flatMap(([key, environments]) =>
      [...environments].map(([name, verdict]) => [
        `${key} ${name === "base" ? "production" : name}`,
        shown(verdict),
      ]),
    );
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });

  test("names the environment of a payload of one", async () => {
    const payload = JSON.stringify({ f: { a: { t: 0, v: { b: true } } } });
    const workspace = createWorkspace({ "config.json": payload });
    const named = await workspace.halyard(
      "import",
      "configcat",
      "config.json",
      "--environment",
      "staging",
      ...day,
    );
    expect(named).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(named.stdout)).toEqual({
      registryVersion: 1,
      flags: {
        a: {
          flagType: "boolean",
          variants: { on: true, off: false },
          environments: { staging: { state: "ENABLED", served: { on: 100 } } },
          lifecycle: { type: "release" },
        },
      },
    });
  });

  test.each([
    [["import"], "Name a format: aws-appconfig"],
    [["import", "unlaesh", "a.json"], 'Did you mean "unleash"?'],
    [["import", "unleash"], "Name the file to import"],
    [["import", "unleash", "none.json"], "Cannot read none.json: ENOENT"],
    [["import", "unleash", "broken.json"], "broken.json:1:16 error"],
    [["import", "unleash", "wrong.json"], "`features[0].enabled` must be"],
    [["import", "tggl", "empty.json"], "There are no flags in it"],
    [["import", "tggl", "empty.json", "wrong.json"], "The format tggl has one file"],
  ])("%j is bad input: exit code 2 and nothing on standard output", async (args, message) => {
    const workspace = createWorkspace({
      "broken.json": '{ "features": [',
      "wrong.json": '{ "features": [{ "name": "a", "enabled": "yes" }] }',
      "empty.json": "[]",
    });
    const { code, stdout, stderr } = await workspace.halyard(...args, ...day);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

const registry = JSON.stringify({
  registryVersion: 1,
  flags: {
    always: {
      variants: { on: true, off: false },
      environments: {
        production: { served: { on: 100 } },
        staging: { served: { off: 100 } },
      },
      lifecycle: { type: "release", owner: "team-a", expires: "2027-01-31" },
    },
    pilots: {
      variants: { on: true, off: false },
      environments: {
        production: {
          served: { off: 100 },
          exceptions: [{ variant: "on", by: "targets", attribute: "client", values: ["17"] }],
        },
      },
    },
    split: {
      variants: { on: true, off: false },
      environments: { production: { served: { on: 50, off: 50 } } },
    },
    unclear: {
      variants: { on: true, off: false },
      environments: { production: { unknown: "a release plan decides" } },
    },
    "sized-page": { flagType: "integer", defaultValue: 50, environments: { staging: {} } },
  },
});

describe("halyard export", () => {
  test("flagd answers from the export as the registry says", async () => {
    const workspace = createWorkspace({ "flags.json": registry });
    const { code, stdout, stderr } = await workspace.halyard(
      "export",
      "flagd",
      "--environment",
      "production",
      ...day,
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "`unclear` is left out: a release plan decides.\n",
    });
    const core = new FlagdCore();
    core.setConfigurations(stdout);
    const answer = (key: string, context: object): unknown =>
      core.resolveBooleanEvaluation(key, false, { ...context }).variant;
    expect(answer("always", {})).toBe("on");
    expect(answer("pilots", {})).toBe("off");
    expect(answer("pilots", { client: "17" })).toBe("on");
    const answers = Array.from({ length: 200 }, (_, index) =>
      answer("split", { targetingKey: `u${index}` }),
    );
    const share = answers.filter((variant) => variant === "on").length / answers.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    expect(core.resolveBooleanEvaluation("always", false, {}).flagMetadata).toMatchObject({
      owner: "team-a",
      kind: "release",
      expires: "2027-01-31",
    });
  });

  test("an OpenFeature manifest has types and defaults", async () => {
    const workspace = createWorkspace({ "flags.json": registry });
    const { code, stdout } = await workspace.halyard(
      "export",
      "openfeature",
      "--environment",
      "staging",
      ...day,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      flags: {
        always: { flagType: "boolean", defaultValue: false },
        "sized-page": { flagType: "integer", defaultValue: 50 },
      },
    });
  });

  test.each([
    [["export"], "Name a format: flagd, openfeature."],
    [["export", "flagdd"], 'Did you mean "flagd"?'],
    [["export", "flagd"], "name it with --environment"],
    [["export", "flagd", "--environment", "prod"], "Environments: production, staging."],
    [
      ["export", "flagd", "--environment", "staging", "--registry", "x.json"],
      "Registries: flags.json.",
    ],
  ])("%j is told and exit code 2", async (args, message) => {
    const workspace = createWorkspace({ "flags.json": registry });
    const { code, stdout, stderr } = await workspace.halyard(...args, ...day);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

test("a store's export serves as the registry itself", async () => {
  const payload = {
    features: {
      a: { defaultValue: true },
      b: { defaultValue: false, rules: [{ force: true, coverage: 1, hashAttribute: "id" }] },
    },
  };
  const workspace = createWorkspace({
    "halyard.config.json": JSON.stringify({
      registry: { path: "growthbook.json", format: "growthbook", environment: "production" },
    }),
    "growthbook.json": JSON.stringify(payload),
  });
  const { code, stdout } = await workspace.halyard("list", "--format", "json", ...day);
  expect(code).toBe(0);
  const { flags } = JSON.parse(stdout) as { flags: { flagKey: string; verdicts: unknown }[] };
  expect(flags.map(({ flagKey, verdicts }) => [flagKey, verdicts])).toEqual([
    ["a", [{ environment: "production", verdict: "constant(on)" }]],
    ["b", [{ environment: "production", verdict: "constant-if(id)" }]],
  ]);
});

test("a removal leaves a store's export alone and says so", async () => {
  const features = [{ name: "a", enabled: true, strategies: [{ name: "default" }] }];
  const text = JSON.stringify({ query: { environment: "production" }, features });
  const workspace = createWorkspace({
    "halyard.config.json": '{ "registry": { "path": "unleash.json", "format": "unleash" } }',
    "unleash.json": text,
    "src/a.ts":
      'import { isEnabled } from "unleash-client";\nexport const answer = () => (isEnabled("a") ? 1 : 2);\n',
  });
  const args = ["remove", "a", "--variant", "on", "--write", "--allow-dirty", ...day];
  const { code, stdout, stderr } = await workspace.halyard(...args);
  expect({ code, said: stdout + stderr }).toEqual({
    code: 0,
    said: expect.stringContaining("The registry is a store's export and stays as it is") as string,
  });
  expect(workspace.read("unleash.json")).toBe(text);
  expect(workspace.read("src/a.ts")).toBe("export const answer = () => 1;\n");
});

test("an unknown format is told with those that there are", async () => {
  const workspace = createWorkspace({
    "halyard.config.json": '{ "registry": { "path": "a.json", "format": "unlaesh" } }',
  });
  const { code, stderr } = await workspace.halyard("list", ...day);
  expect(code).toBe(2);
  expect(stderr).toContain("did you mean `unleash`?");
});
