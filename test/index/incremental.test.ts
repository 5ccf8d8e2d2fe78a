import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matcher } from "../../core/src/adapters/model.js";
import { FlagIndex } from "../../core/src/index/flagIndex.js";
import type { IndexInput } from "../../core/src/index/indexInput.js";
import { memoryFileSystem } from "../../core/src/index/indexTexts.js";
import { ModuleResolver } from "../../core/src/index/moduleResolution.js";
import { plannedMatchers } from "../../core/src/index/plannedMatchers.js";
import type { IndexSnapshot } from "../../core/src/index/snapshot.js";
import { extractorOf } from "../../core/src/syntax/extractFiles.js";
import { MemorySources } from "../../core/src/vfs/sources.js";

const matchers: Matcher[] = [
  { kind: "call", names: ["isOn"], key: 0 },
  { kind: "property", objects: ["config.flags"], literals: ["flags"] },
];

/** What each file of the little workspace may hold; index 0 is the start. */
const variants: Readonly<Record<string, readonly string[]>> = {
  "keys.ts": [
    `export const A = "a"; export const K = { b: "b" } as const;`,
    `export const A = "a2"; export const K = { b: "b" } as const;`,
    `export enum K { b = "c" }`,
    `const broken = {`,
    ``,
  ],
  "index.ts": [
    `export * from "./keys"; export { enabled } from "./wrap";`,
    `export { A as Z, K } from "./keys"; export * from "./wrap";`,
    ``,
  ],
  "wrap.ts": [
    `export function enabled(key: string) { return isOn(key); }`,
    `export function enabled(other: number, key: string) { return isOn(key); }`,
    `export const enabled = (o: { key: string }) => !isOn(o.key);`,
    `export const enabled = () => isOn("fixed");`,
    `export const nothing = 1;`,
  ],
  "deep.ts": [
    `import { enabled } from "./index"; export const deep = (k: string) => enabled(k);`,
    `import { enabled as on } from "./wrap"; export const deep = (k: string) => on(1, k);`,
    `export const deep = (k: string) => k;`,
  ],
  "use.ts": [
    `import { A, K, enabled } from "./index"; import { deep } from "./deep"; isOn(A); enabled(K.b); deep("x"); if (enabled()) {}`,
    `import * as all from "./index"; import { deep } from "./deep"; all.enabled("y"); deep(all.A); config.flags.a;`,
    `const { flags } = config; flags.b; isOn(\`r-\${x}\`);`,
    `start({ flags: { a: true, z: false } });`,
    `// nothing here`,
  ],
};

const names = Object.keys(variants);

function inputOf(sources: MemorySources, keys: readonly string[]): IndexInput {
  const resolver = new ModuleResolver(
    memoryFileSystem(Object.fromEntries(names.map((name) => [name, ""]))),
  );
  return {
    sources,
    planned: plannedMatchers([], matchers),
    keys: new Set(keys),
    resolveModule: (specifier, from) => resolver.resolve(specifier, from),
    hasRegistry: () => true,
    extractFiles: extractorOf(sources),
  };
}

function textsOf(choice: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, variants[name]?.[choice[name] ?? 0] ?? ""]));
}

const said = (index: FlagIndex): unknown => [index.references, index.dynamicReferences];

const edit = fc
  .constantFrom(...names)
  .chain((name) =>
    fc.record({ name: fc.constant(name), to: fc.nat({ max: (variants[name]?.length ?? 1) - 1 }) }),
  );

describe("the index", () => {
  it("gives the same after any edits as an index built from scratch", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 8 }), async (edits) => {
        const choice: Record<string, number> = {};
        const sources = new MemorySources(textsOf(choice));
        const index = await FlagIndex.build(inputOf(sources, ["a", "b"]));
        for (const { name, to } of edits) {
          choice[name] = to;
          sources.set(name, variants[name]?.[to]);
          await index.update(name);
        }
        const scratch = await FlagIndex.build(
          inputOf(new MemorySources(textsOf(choice)), ["a", "b"]),
        );
        expect(said(index)).toEqual(said(scratch));
      }),
      { numRuns: 150, seed: 20261122 },
    );
  });

  it("gives the same from a snapshot, whatever changed since, as one built from scratch", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 5 }),
        fc.subarray(["a", "b", "x", "fixed"]),
        async (edits, keys) => {
          const before = await FlagIndex.build(inputOf(new MemorySources(textsOf({})), ["a"]));
          const choice: Record<string, number> = {};
          for (const { name, to } of edits) choice[name] = to;
          const sources = new MemorySources(textsOf(choice));
          const restored = await FlagIndex.build(
            inputOf(sources, keys),
            unchanged(before.snapshot(), choice),
          );
          const scratch = await FlagIndex.build(inputOf(sources, keys));
          expect(said(restored)).toEqual(said(scratch));
        },
      ),
      { numRuns: 150, seed: 20261122 },
    );
  });

  it("parses nothing when nothing changed", async () => {
    const sources = new MemorySources(textsOf({}));
    const before = await FlagIndex.build(inputOf(sources, ["a"]));
    const again = await FlagIndex.build(
      inputOf(sources, ["a"]),
      structuredClone(before.snapshot()),
    );
    expect(again.counts.parsed).toBe(0);
    expect(said(again)).toEqual(said(before));
  });

  it("parses one file for an edit that changes no export", async () => {
    const sources = new MemorySources(textsOf({}));
    const index = await FlagIndex.build(inputOf(sources, ["a"]));
    const parsed = index.counts.parsed;
    sources.set("use.ts", variants["use.ts"]?.[0]?.replace('"x"', '"other"'));
    await index.update("use.ts");
    expect(index.counts.parsed).toBe(parsed + 1);
    expect(index.referencesTo("other")).toHaveLength(1);
  });
});

/** What a cache on disk restores: a deep copy without the files that changed. */
function unchanged(
  snapshot: IndexSnapshot,
  choice: Readonly<Record<string, number>>,
): IndexSnapshot {
  const copy = structuredClone(snapshot);
  const records = new Map([...copy.records].filter(([name]) => (choice[name] ?? 0) === 0));
  return { ...copy, records };
}
