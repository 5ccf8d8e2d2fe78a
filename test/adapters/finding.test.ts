import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allAdapters } from "../../core/src/adapters/all.js";
import { indexTexts } from "../../core/src/index/indexTexts.js";
import { keyOf, markOf, sampleDirectory, samples, type Sample } from "./samples.js";

const all = samples();
const negative = ["negative/same-names.tsx", "negative/settings.ts"];

describe.each(all.map((sample) => [sample.file, sample] as const))("%s", (_, sample) => {
  test("gives exactly the marked references with all adapters on", async () => {
    const index = await indexTexts({ [sample.file]: sample.text }, known(sample));
    const found = index.references.map((reference) => markOf(reference, sample.text));
    expect(found).toEqual(sample.expected);
    expect(index.dynamicReferences).toEqual([]);
  });

  test("takes every marked text for the key", async () => {
    const index = await indexTexts({ [sample.file]: sample.text }, known(sample));
    const keys = index.references
      .filter((reference) => reference.kind !== "constant")
      .map((reference) => reference.flagKey);
    const expected = sample.expected
      .filter((mark) => mark.matcher !== "vercel-flags/flag")
      .map((mark) => keyOf(mark.text));
    expect(keys).toEqual(expected);
  });

  test("gives what needs no registry without one", async () => {
    const index = await indexTexts({ [sample.file]: sample.text }, { adapters: allAdapters });
    const found = index.references.map((reference) => markOf(reference, sample.text));
    expect(found).toEqual(sample.unaided);
  });

  test("gives nothing to the other adapters", async () => {
    const own = new Set(sample.expected.map((mark) => mark.matcher.split("/")[0]));
    const others = allAdapters.filter((adapter) => !own.has(adapter.name));
    const index = await indexTexts({ [sample.file]: sample.text }, { adapters: others });
    expect(index.references.map((reference) => markOf(reference, sample.text))).toEqual([]);
  });
});

test("methods, functions and components of the same name that are not an SDK's give nothing", async () => {
  const files = Object.fromEntries(
    negative.map((file) => [file, readFileSync(join(sampleDirectory, file), "utf8")]),
  );
  const index = await indexTexts(files, { adapters: allAdapters });
  expect(index.references).toEqual([]);
  expect(index.dynamicReferences).toEqual([]);
});

function known(sample: Sample): { adapters: typeof allAdapters; keys: readonly string[] } {
  return { adapters: allAdapters, keys: sample.keys };
}
