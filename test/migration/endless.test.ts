import { expect, it } from "vitest";
import { Entities } from "../../core/src/migration/follow/entities.js";
import { Program } from "../../core/src/migration/follow/program.js";
import { readFlow } from "../../core/src/migration/read/readFlow.js";
import { indexTexts } from "../../core/src/index/indexTexts.js";

/** What the first call of a file may reach; undefined where the file cannot be followed. */
async function calleesIn(text: string): Promise<readonly unknown[] | undefined> {
  const facts = readFlow("a.ts", text);
  const call = facts?.calls[0];
  if (facts === undefined || call === undefined) return undefined;
  const program = new Program({
    factsOf: () => facts,
    resolveModule: () => undefined,
    paths: ["a.ts"],
    textOf: () => text,
    isTest: () => false,
    index: await indexTexts({ "a.ts": text }),
  });
  return new Entities(program).of(call.value.callee, "a.ts");
}

it("looks once at an object that is spread into itself", async () => {
  // Each of them holds all others: without a memory of what was looked at, no time limit would be long enough.
  const names = Array.from({ length: 12 }, (_, index) => `o${String(index)}`);
  const objects = names.map(
    (name) => `const ${name} = { ${names.map((one) => `...${one}`).join(", ")} };`,
  );
  expect(await calleesIn(`o0.save("x");\n${objects.join("\n")}`)).toEqual([]);
});

it("finds what stands beside the spread", async () => {
  const found = await calleesIn(
    `o.save("x");\nfunction save(): void {}\nconst o = { ...o, save };`,
  );
  expect(found).toEqual([{ k: "function", path: "a.ts", func: 1 }]);
});

it.each([
  ["calls", (depth: number) => `${"f(".repeat(depth)}1${")".repeat(depth)};`],
  ["members", (depth: number) => `a${".b".repeat(depth)}.save("x");`],
  ["conditions", (depth: number) => `${"a && ".repeat(depth)}save("x");`],
  ["callbacks", (depth: number) => `${"run(() => ".repeat(depth)}save("x")${")".repeat(depth)};`],
])("gives an answer for deeply nested %s, or none, and never throws", async (_name, code) => {
  for (const depth of [50, 500, 5_000]) {
    const found = await calleesIn(code(depth));
    expect(found === undefined || Array.isArray(found)).toBe(true);
  }
});
