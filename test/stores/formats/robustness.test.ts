import { describe, expect, test } from "vitest";
import { storeFormats } from "../../../stores/src/formats/index.js";
import { dataOf, faultsIn, faultsOfMutants, many, odd, readMany } from "./mutants.js";
import { now, read, samples, shown, verdictsOf } from "./support.js";

describe.each(samples)("$path", (sample) => {
  const { format, path, text } = sample;

  test("a wrong value costs its flag at most, and never throws", () => {
    expect(faultsOfMutants(sample, (index) => [odd[index % odd.length]])).toEqual([]);
  });

  test("keys that reach into objects are only keys", () => {
    const written = JSON.stringify(dataOf(path, text));
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const renamed = written.replaceAll(/"[a-z0-9_.-]*[Rr]ead[\w.-]*"/g, `"${name}"`);
      expect(faultsIn(read(format, renamed))).toEqual([]);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

const isOwnFormat = ({ format }: { readonly format: string }): boolean =>
  format === "flagd" || format === "openfeature";
const machineMade = samples.filter((one) => one.path.endsWith(".json") && !isOwnFormat(one));

test.each(machineMade)(
  "$path, truncated, tells where and says nothing of its flags",
  ({ format, path, text }) => {
    const step = 1 + Math.floor(text.length / 40);
    for (let end = 1; end < text.trimEnd().length; end += step) {
      const content = read(format, text.slice(0, end), { now }, path);
      expect(content.problems.length).toBeGreaterThan(0);
      expect(faultsIn(content)).toEqual([]);
      const verdicts = [...verdictsOf(content).values()].flatMap((one) => [...one.values()]);
      expect(verdicts.map(shown).filter((word) => word !== "unknown")).toEqual([]);
    }
  },
);

test.each([...storeFormats.keys()])("%s reads what is no payload without a fuss", (format) => {
  const texts = [
    "",
    "{",
    "[]",
    "null",
    "7",
    '"x"',
    "{}",
    "\uFEFF{}",
    "\0",
    "[".repeat(5_000),
    "a: &a [*a]",
  ];
  for (const text of texts) {
    for (const path of ["a.json", "a.yaml"]) {
      const content = read(format, text, { now }, path);
      expect(content.flags.size).toBe(0);
      expect(faultsIn(content)).toEqual([]);
    }
  }
});

test.each(["tggl-config.json", "configcat-v6.json"])("reads ten thousand flags of %s", (path) => {
  const { content, time } = readMany(path);
  expect(content.flags.size).toBe(many);
  // Linear work takes a fraction of this; quadratic work takes minutes.
  expect(time).toBeLessThan(15_000);
});

test("a long chain of prerequisites is unknown, and so is one that leads back", () => {
  const flag = (parent: string) => ({
    on: true,
    variations: [true, false],
    offVariation: 1,
    fallthrough: { variation: 0 },
    prerequisites: [{ key: parent, variation: 0 }],
  });
  const chain = Array.from({ length: 2_000 }, (_, index) => [`f${index}`, flag(`f${index + 1}`)]);
  const flags = { ...Object.fromEntries(chain), a: flag("b"), b: flag("a") };
  const content = read("launchdarkly", { flags });
  expect(faultsIn(content)).toEqual([]);
  const words = [...verdictsOf(content).values()].map((one) => [...one.values()].map(shown)[0]);
  expect(new Set(words)).toEqual(new Set(["unknown"]));
});
