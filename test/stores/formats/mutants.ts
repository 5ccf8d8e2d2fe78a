import type { RegistryContent } from "../../../core/src/registry/format.js";
import { parse } from "yaml";
import { read, samples, shown, verdictsOf } from "./support.js";
import type { Sample } from "./support.js";

/** Values that no one expects where they stand. */
export const odd: readonly unknown[] = [null, 5, -1, 1e308, "", "x", true, [], [[]], {}, { a: {} }];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place in a value, as the way that leads there. */
function placesIn(value: unknown, way: readonly (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== "object") return [[...way]];
  const children = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...way, index]))
    : Object.entries(value).flatMap(([key, item]) => placesIn(item, [...way, key]));
  return [[...way], ...children];
}

/** The value with another one at a place. */
function changed(value: Json, way: readonly (string | number)[], to: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? changed(item, rest, to) : item));
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === step ? changed(item, rest, to) : item,
    ]),
  );
}

/** What a sample holds, comments aside. */
export function dataOf(path: string, text: string): Json {
  const withoutComments = text.replace(/^\s*\/\/.*$/gm, "");
  return /\.ya?ml$/.test(path) ? (parse(text) as Json) : (JSON.parse(withoutComments) as Json);
}

/** What must not be, whatever a payload holds; empty where all is well. */
export function faultsIn(content: RegistryContent): readonly string[] {
  const problems = content.problems.flatMap(({ code, message, line = 0, column = 0 }) => {
    const isSound = code.startsWith("registry-") && /[.?]$/.test(message) && line > 0 && column > 0;
    return isSound ? [] : [`${code} ${message} ${line}:${column}`];
  });
  const verdicts = [...verdictsOf(content).values()].flatMap((one) => [...one.values()]);
  return [...problems, ...verdicts.filter(({ reason }) => reason === "").map(shown)];
}

/** The faults of a sample with `values` at every place; an exception is one too. */
export function faultsOfMutants(
  { format, path, text }: Sample,
  valuesAt: (index: number) => readonly unknown[],
): readonly string[] {
  const data = dataOf(path, text);
  return placesIn(data).flatMap((way, index) =>
    valuesAt(index).flatMap((value) => {
      try {
        return faultsIn(read(format, changed(data, way, value)));
      } catch (error) {
        return [`${way.join(".")} = ${JSON.stringify(value)}: ${String(error)}`];
      }
    }),
  );
}

/** Where a sample keeps its flags, and what names one there. */
export const lists: Readonly<Record<string, readonly [way: readonly string[], key?: string]>> = {
  "aws-appconfig.json": [["flags"]],
  "azure-feature-management.json": [["feature_management", "feature_flags"], "id"],
  "chromium-flag-metadata.json": [[], "name"],
  "configcat-v6.json": [["f"]],
  "devcycle-config.json": [["variables"], "key"],
  "firebase-remote-config.json": [["parameters"]],
  "flagd.json": [["flags"]],
  "flipt-features.yaml": [["flags"], "key"],
  "go-feature-flag.yaml": [[]],
  "growthbook-payload.json": [["features"]],
  "launchdarkly-filedata.json": [["flags"]],
  "openfeature-manifest.json": [["flags"]],
  "optimizely-datafile.json": [["featureFlags"], "key"],
  "posthog-local-evaluation.json": [["flags"], "key"],
  "tggl-config.json": [[], "slug"],
  "unleash-client-features.json": [["features"], "name"],
  "vercel-flags-datafile.json": [["definitions"]],
};

/** How many flags a huge payload has. */
export const many = 10_000;

/** Reads a payload of many flags, copies of a sample's. Tells how many there were, and how many milliseconds of the processor it took. */
export function readMany(path: string): {
  readonly content: RegistryContent;
  readonly time: number;
} {
  const sample = samples.find((one) => one.path === path);
  const [way, key] = lists[path] ?? [[]];
  if (sample === undefined) throw new Error(`There is no sample ${path}.`);
  const data = dataOf(path, sample.text);
  let found: Json = data;
  for (const step of way) found = (found as Record<string, Json>)[step] ?? null;
  const items = Object.values(found ?? {}) as Json[];
  const copies = Array.from({ length: many }, (_, index): [string, unknown] => {
    const item = items[index % items.length];
    const name = `flag-${index}`;
    return [name, key === undefined ? item : { ...(item as object), [key]: name }];
  });
  const list = key === undefined ? Object.fromEntries(copies) : copies.map(([, item]) => item);
  const text = JSON.stringify(changed(data, way, list));
  const before = process.cpuUsage();
  const content = read(sample.format, text);
  // Time of the processor, so that other work on the machine does not count.
  return { content, time: process.cpuUsage(before).user / 1_000 };
}
