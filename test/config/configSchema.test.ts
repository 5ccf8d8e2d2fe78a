import { Ajv } from "ajv";
import { format, resolveConfig } from "prettier";
import { describe, expect, test } from "vitest";
import { allAdapters } from "../../core/src/adapters/all.js";
import { configSchema } from "../../core/src/config/configSchema.js";
import { parseConfig } from "../../core/src/config/parseConfig.js";
import { registryFormatNames } from "../../core/src/registry/formats.js";
import { allRules } from "../../core/src/rules/all.js";
import { storeFormats } from "../../stores/src/formats/index.js";

const known = {
  ruleIds: allRules.map(({ id }) => id),
  adapterNames: allAdapters.map(({ name }) => name),
  formatNames: [...new Set([...registryFormatNames, ...storeFormats.keys()])],
};
const file = "../../core/schema/config.schema.json";

test("the published schema is the one that the checker's description gives (update with vitest -u)", async () => {
  const options = { ...(await resolveConfig(import.meta.filename)), parser: "json" };
  const text = await format(JSON.stringify(configSchema(known)), options);
  await expect(text).toMatchFileSnapshot(file);
});

describe("the schema and the checker agree", () => {
  const schema = configSchema(known);
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    typeof schema === "object" && schema !== null ? schema : {},
  );

  test.each<[boolean, object]>([
    [true, {}],
    [true, { $schema: "x", registry: "flags.json", include: [], exclude: ["a/**"], adapters: [] }],
    [
      true,
      { registry: [{ path: ["a.ts", "b.ts"], format: "typescript", declarations: "*" }, "c.json"] },
    ],
    [true, { adapters: ["unleash", "launchdarkly-node"] }],
    [true, { matchers: [{ kind: "call", names: "isOn", key: "0.key", from: ["src/**"] }] }],
    [true, { matchers: [{ kind: "property", calls: "useFlags", keyCase: "camel" }] }],
    [true, { rules: { "stale-flag": "off", "unused-flag": { severity: "warn", options: {} } } }],
    [true, { defaults: { soakDays: 0, staleAfterDays: { release: 1, permission: null } } }],
    [false, { registy: "flags.json" }],
    [false, { registry: [] }],
    [false, { registry: { format: "auto" } }],
    [false, { registry: { path: "a.json", format: "toml" } }],
    [false, { include: "src/**" }],
    [false, { adapters: ["nosuch"] }],
    [false, { matchers: [{ kind: "cal", names: "f" }] }],
    [false, { matchers: [{ kind: "call" }] }],
    [false, { matchers: [{ kind: "call", names: "f", key: -1 }] }],
    [false, { matchers: [{ kind: "call", names: "f", objects: "x" }] }],
    [false, { matchers: [{ kind: "component", names: "F", key: 1 }] }],
    [false, { rules: { "stale-flg": "warn" } }],
    [false, { rules: { "stale-flag": "loud" } }],
    [false, { defaults: { soakDays: "14" } }],
    [false, { defaults: { staleAfterDays: { release: 0 } } }],
  ])("%s: %j", (isSound, config) => {
    const { problems } = parseConfig(JSON.stringify(config), "halyard.config.json", "json", known);
    expect({ schema: validate(config), checker: problems.length === 0 }).toEqual({
      schema: isSound,
      checker: isSound,
    });
  });
});
