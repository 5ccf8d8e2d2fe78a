import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { format, resolveConfig } from "prettier";
import { describe, expect, test } from "vitest";
import { registrySchema } from "../../core/src/registry/jsonSchema.js";
import { parseRegistry } from "../../core/src/registry/parseRegistry.js";

const schema = registrySchema();
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(
  typeof schema === "object" && schema !== null ? schema : {},
);

test("the published schema is the one that the checker's description gives (update with vitest -u)", async () => {
  const options = { ...(await resolveConfig(import.meta.filename)), parser: "json" };
  const text = await format(JSON.stringify(schema), options);
  await expect(text).toMatchFileSnapshot("../../core/schema/registry.schema.json");
});

/** Every property of every object in a schema, by name, with what it says. */
function propertiesOf(node: unknown): readonly (readonly [string, Record<string, unknown>])[] {
  if (node === null || typeof node !== "object") return [];
  const children = Object.entries(node).flatMap(([key, child]) =>
    key === "allOf" ? [] : propertiesOf(child),
  );
  const { properties } = node as { properties?: Record<string, Record<string, unknown>> };
  return [...Object.entries(properties ?? {}), ...children];
}

test("every property has a description", () => {
  const properties = propertiesOf(schema);
  expect(properties.length).toBeGreaterThan(70);
  const silent = properties.filter(([, property]) => typeof property.description !== "string");
  expect(silent.map(([name]) => name)).toEqual([]);
});

describe("the examples are valid", () => {
  test.each(["search-cluster", "flagd", "openfeature"])("%s", (name) => {
    const file = new URL(`../fixtures/registry/${name}.json`, import.meta.url);
    validate(JSON.parse(readFileSync(file, "utf8")));
    expect(validate.errors ?? []).toEqual([]);
  });
});

const sound = { flagType: "boolean", defaultValue: false, variants: { on: true, off: false } };

describe("the schema and the checker agree", () => {
  test.each<[boolean, object]>([
    [true, {}],
    [true, { state: "DISABLED", defaultVariant: null, targeting: {} }],
    [true, { lifecycle: { kind: "ops" } }],
    [true, { lifecycle: { type: "operational", expires: "v5" } }],
    [true, { environments: { production: { served: { on: 33.3, off: 66.7 } } } }],
    [false, { state: "ON" }],
    [false, { staet: "ENABLED" }],
    [false, { variants: {} }],
    [false, { variants: { on: "yes" } }],
    [false, { defaultValue: 1 }],
    [false, { defaultVariant: true }],
    [false, { metadata: { team: ["a"] } }],
    [false, { lifecycle: { type: "relese" } }],
    [false, { lifecycle: { owner: "" } }],
    [false, { lifecycle: { prerequisites: [{ flag: "x" }] } }],
    [false, { lifecycle: { created: "yesterday" } }],
    [false, { environments: { production: { served: { on: 101 } } } }],
    [false, { environments: { production: { exceptions: [{ variant: "on", by: "luck" }] } } }],
  ])("%s: %j", (isSound, change) => {
    const registry = { registryVersion: 1, flags: { a: { ...sound, ...change } } };
    const { problems } = parseRegistry({ path: "flags.json", text: JSON.stringify(registry) });
    expect({ schema: validate(registry), checker: problems.length === 0 }).toEqual({
      schema: isSound,
      checker: isSound,
    });
  });
});
