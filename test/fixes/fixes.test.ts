import { expect, test } from "vitest";
import { resolveFix } from "../../core/src/fixes/all.js";
import { contextOf, findingsOf, offersOf, resolved } from "./support.js";

const released = (lifecycle: string): string =>
  `{
  "flags": {
    "new-search": {
      "flagType": "boolean",
      "defaultValue": false,
      "lifecycle": { "type": "release", "owner": "search", ${lifecycle} }
    }
  }
}
`;
const young = released('"created": "2026-11-01", "expires": "2027-01-01"');

test("did you mean keeps the quotes of the place", async () => {
  const context = await contextOf({
    "flags.json": young,
    "src/a.ts": "export const on = (): boolean => isEnabled('new-serch', false);\n",
  });
  const [offer] = offersOf(context, "unknown-flag", "correct-key");
  expect(offer?.title).toBe('Change the key to "new-search"');
  expect(offer && resolved(offer, context)).toBe(
    "--- src/a.ts\nexport const on = (): boolean => isEnabled('new-search', false);\n",
  );
});

test("a fix refuses where the text has moved on", async () => {
  const source = 'export const on = (): boolean => isEnabled("new-serch", false);\n';
  const context = await contextOf({ "flags.json": young, "src/a.ts": source });
  const [offer] = offersOf(context, "unknown-flag", "correct-key");
  const moved = { ...context, textOf: () => `// one more line\n${source}` };
  expect(offer && resolveFix(offer.fixId, offer.data, moved)).toEqual({
    ok: false,
    reason: "src/a.ts has changed since this was offered; ask again.",
  });
  expect(offer && resolveFix("no-such-fix", offer.data, context).ok).toBe(false);
});

test.each([
  [
    "flags.json",
    young,
    `{
  "flags": {
    "new-search": {
      "flagType": "boolean",
      "defaultValue": false,
      "lifecycle": { "type": "release", "owner": "search", "created": "2026-11-01", "expires": "2027-01-01" }
    },
    "other": {
      "flagType": "string",
      "defaultValue": "grid",
      "lifecycle": {
        "type": "release",
        "created": "2026-11-22",
        "expires": "2027-01-01"
      }
    }
  }
}
`,
  ],
  [
    "flags.jsonc",
    `{\r\n\t// the registry\r\n\t"flags": {\r\n\t\t"new-search": { "lifecycle": { "owner": "search", "expires": "2027-01-01" } } // last\r\n\t}\r\n}\r\n`,
    `{\r\n\t// the registry\r\n\t"flags": {\r\n\t\t"new-search": { "lifecycle": { "owner": "search", "expires": "2027-01-01" } },\r\n\t\t"other": {\r\n\t\t\t"flagType": "string",\r\n\t\t\t"defaultValue": "grid",\r\n\t\t\t"lifecycle": {\r\n\t\t\t\t"type": "release",\r\n\t\t\t\t"created": "2026-11-22",\r\n\t\t\t\t"expires": "2027-01-01"\r\n\t\t\t}\r\n\t\t} // last\r\n\t}\r\n}\r\n`,
  ],
  [
    "flags.yaml",
    `# the registry
flags:
  new-search:
    lifecycle: # of the search
      owner: search
      expires: "2027-01-01" # after the sale
# the end
`,
    `# the registry
flags:
  new-search:
    lifecycle: # of the search
      owner: search
      expires: "2027-01-01" # after the sale
  other:
    flagType: string
    defaultValue: grid
    lifecycle:
      type: release
      created: "2026-11-22"
      expires: "2027-01-01"
# the end
`,
  ],
])("an unknown key is added to %s in the file's own form", async (path, before, after) => {
  const context = await contextOf({
    [path]: before,
    "src/a.ts": 'export const style = (): string => getText("other", "grid");\n',
  });
  const [offer] = offersOf(context, "unknown-flag", "add-to-registry");
  expect(offer?.title).toBe(`Add "other" to ${path}`);
  expect(offer && resolved(offer, context)).toBe(`--- ${path}\n${after}`);
});

test("an owner is one that other flags of the registry have", async () => {
  const context = await contextOf({
    "flags.yaml": `flags:
  a:
    lifecycle: { owner: search, expires: 2027-01-01 }
  b:
    lifecycle: { type: release, expires: 2027-01-01 }
`,
  });
  const [offer, ...others] = offersOf(context, "missing-owner", "set-owner");
  expect(others).toEqual([]);
  expect(offer?.title).toBe('Set the owner of "b" to "search"');
  expect(offer && resolved(offer, context)).toContain(
    "    lifecycle: { type: release, expires: 2027-01-01, owner: search }\n",
  );
});

test("an expiry follows the type's lifetime", async () => {
  const context = await contextOf({
    "flags.json": released('"created": "2026-11-01"'),
    "src/a.ts": 'export const on = isEnabled("new-search", false);\n',
  });
  const offers = offersOf(context, "missing-expiry", "set-expiry");
  expect(offers.map(({ title }) => title)).toEqual([
    'Let "new-search" expire on 2026-12-11',
    'Let "new-search" expire never',
  ]);
  expect(offers[0] && resolved(offers[0], context)).toContain('"expires": "2026-12-11"');
});

test("an extension leaves room for its reason where comments are allowed", async () => {
  const files = (path: string): Record<string, string> => ({
    [path]: released('"created": "2026-01-01", "expires": "2026-10-01"'),
    "src/a.ts": 'export const on = (): boolean => isEnabled("new-search", false);\n',
  });
  const commented = await contextOf(files("flags.jsonc"));
  const [offer] = offersOf(commented, "expired-flag", "extend-expiry");
  expect(offer?.title).toBe('Extend "new-search" by 30 days, to 2026-12-22');
  expect(offer && resolved(offer, commented)).toContain(
    '    // Extended on 2026-11-22 from 2026-10-01. Reason: \n    "new-search": {',
  );
  const plain = await contextOf(files("flags.json"));
  const [bare] = offersOf(plain, "expired-flag", "extend-expiry");
  expect(bare && resolved(bare, plain)).not.toContain("//");
  expect(bare && resolved(bare, plain)).toContain('"expires": "2026-12-22"');
});

test("a fallback is aligned here, in the registry, or in both places", async () => {
  const context = await contextOf({
    "flags.json": young,
    "src/a.ts": 'export const on = (): boolean => isEnabled("new-search", true);\n',
  });
  const offers = offersOf(context, "default-value-mismatch", "align-default");
  expect(offers.map(({ title }) => title)).toEqual([
    "Fall back to false here",
    "Fall back to true in the registry",
  ]);
  expect(offers[0] && resolved(offers[0], context)).toContain('isEnabled("new-search", false)');
  expect(offers[1] && resolved(offers[1], context)).toContain('"defaultValue": true');
});

test("a key that is built at run time is taken apart into the registered ones", async () => {
  const flag = '{ "lifecycle": { "owner": "pay", "expires": "2027-01-01" } }';
  const context = await contextOf({
    "flags.json": `{ "flags": { "pay-eu": ${flag}, "pay-us": ${flag} } }`,
    "src/a.ts": "export const on = (at: Site): boolean => isEnabled(`pay-${at.region}`, false);\n",
    "src/b.ts": "export const off = (): boolean => isEnabled(`pay-${next()}`, false);\n",
  });
  const [offer] = offersOf(context, "dynamic-flag-key", "write-out-keys");
  expect(offer && resolved(offer, context)).toBe(
    '--- src/a.ts\nexport const on = (at: Site): boolean => isEnabled(at.region === "eu" ? "pay-eu" : "pay-us", false);\n',
  );
  const calls = findingsOf(context, "dynamic-flag-key").filter(
    ({ place }) => place.path === "src/b.ts",
  );
  expect(calls).toHaveLength(1);
});

test("a check that is decided already gives way to its value", async () => {
  const context = await contextOf({
    "flags.json": young,
    "src/a.ts": `export function show(): void {
  if (isEnabled("new-search", false)) {
    if (!isEnabled("new-search", false)) old();
  }
}
`,
  });
  const [offer] = offersOf(context, "redundant-flag-check", "drop-redundant-check");
  expect(offer && resolved(offer, context)).toContain("    if (!true) old();");
});

test.each([
  ["if (await isEnabled('new-search', false)) again();", "if (true) again();"],
  ["const on = !(await isEnabled('new-search', false));", "const on = !true;"],
  ["send(await isEnabled('new-search', false), to);", "send(true, to);"],
  ["check(await isEnabled('new-search', false));", "check(true);"],
])("nothing waits for the value of a decided check: %s", async (check, expected) => {
  const context = await contextOf({
    "flags.json": young,
    "src/a.ts": `export async function show(): Promise<void> {
  if (await isEnabled('new-search', false)) {
    ${check}
  }
}
`,
  });
  const [offer] = offersOf(context, "redundant-flag-check", "drop-redundant-check");
  expect(offer && resolved(offer, context)).toContain(`    ${expected}\n`);
});

test("an idle suppression goes with its line, and is the one safe fix", async () => {
  const context = await contextOf({
    "flags.json": young,
    "src/a.ts": `export const a = 1;
  // halyard-ignore-next-line stale-flag -- the audit needs it
export const on = (): boolean => isEnabled("new-search", false);
`,
  });
  const [offer] = offersOf(context, "unused-suppression", "remove-suppression");
  expect(offer?.kind).toBe("safe");
  expect(offer && resolved(offer, context)).toBe(
    '--- src/a.ts\nexport const a = 1;\nexport const on = (): boolean => isEnabled("new-search", false);\n',
  );
});

test("a suppression waits for its reason", async () => {
  const context = await contextOf({
    "flags.json": young,
    "src/a.ts": `export function on(): boolean {\r\n\treturn isEnabled("other-flag-key", false);\r\n}\r\n`,
  });
  const [offer] = offersOf(context, "unknown-flag", "suppress");
  expect(offer && resolved(offer, context)).toBe(
    '--- src/a.ts\nexport function on(): boolean {\r\n\t// halyard-ignore-next-line unknown-flag -- \r\n\treturn isEnabled("other-flag-key", false);\r\n}\r\n',
  );
});
