import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { allAdapters } from "../../core/src/adapters/all.js";
import type { Adapter, Matcher } from "../../core/src/adapters/model.js";
import { samples } from "./samples.js";

const adapterDirectory = fileURLToPath(new URL("../../core/src/adapters/", import.meta.url));
const all = samples();

test("every adapter file is listed, under its own name", () => {
  const files = readdirSync(adapterDirectory)
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((name) => name !== "all" && name !== "model");
  expect(allAdapters.map((adapter) => adapter.name).sort()).toEqual(files.sort());
});

test("every sample belongs to an adapter", () => {
  const names = new Set(allAdapters.map((adapter) => adapter.name));
  expect(all.filter((sample) => !names.has(sample.adapter))).toEqual([]);
});

describe.each(allAdapters.map((adapter) => [adapter.name, adapter] as const))(
  "%s",
  (_, adapter) => {
    test("has a kebab-case name, a title and matchers", () => {
      expect(adapter.name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(adapter.title).not.toBe("");
      expect(adapter.matchers.length).toBeGreaterThan(0);
    });

    test("names every matcher, each once", () => {
      const names = adapter.matchers.map((matcher) => matcher.name);
      expect(names.every((name) => name !== undefined && /^[A-Za-z]+$/.test(name))).toBe(true);
      expect(new Set(names).size).toBe(names.length);
    });

    test("says for every matcher which packages it comes from", () => {
      const untold = adapter.matchers.filter(
        (matcher) => matcher.kind !== "env" && (matcher.from ?? []).length === 0,
      );
      expect(untold).toEqual([]);
    });

    test("says what the members of the SDK's objects hold", () => {
      const untold = adapter.matchers.filter(
        (matcher) => (matcher.valueType === "variant") !== (matcher.members !== undefined),
      );
      expect(untold).toEqual([]);
    });

    test("calls only unmistakable method names distinctive", () => {
      const loose = adapter.matchers.filter(isDistinctive).flatMap((matcher) => wordsOf(matcher));
      // A name of one word could be anyone's.
      expect(loose.filter((name) => name.split(/(?=[A-Z])/).length < 2)).toEqual([]);
      expect(loose.filter((name) => ordinary.has(name))).toEqual([]);
    });

    test("is shown whole by its samples", () => {
      const shown = new Set(all.flatMap((sample) => sample.expected.map((mark) => mark.matcher)));
      const missing = idsOf(adapter).filter((id) => !shown.has(id));
      expect(missing).toEqual([]);
    });

    test("is plain data that survives being handed to another thread", () => {
      expect(structuredClone(adapter)).toEqual(JSON.parse(JSON.stringify(adapter)));
    });
  },
);

test("the samples and their packages exist", () => {
  expect(all.length).toBeGreaterThanOrEqual(allAdapters.length);
  expect(existsSync(new URL("../fixtures/adapters/packages.json", import.meta.url))).toBe(true);
});

const ordinary = new Set(["isEnabled", "getValue", "getVariant", "isOn", "getFlag", "variation"]);

function isDistinctive(matcher: Matcher): boolean {
  return matcher.kind === "method" && matcher.distinctive === true;
}

function wordsOf(matcher: Matcher): readonly string[] {
  return matcher.kind === "method" ? matcher.methods : [];
}

function idsOf(adapter: Adapter): readonly string[] {
  return adapter.matchers.map((matcher) => `${adapter.name}/${matcher.name ?? matcher.kind}`);
}
