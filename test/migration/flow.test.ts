import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { openWorkspace } from "../../core/src/node/index.js";
import type { MigrationCall } from "../../core/src/migration/model.js";
import { writeFiles } from "./support/stages.js";

const fixtures = fileURLToPath(new URL("../fixtures/migration/flow/", import.meta.url));
const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

const flag = (variants: object, type: string): object => ({
  flagType: typeof Object.values(variants)[0] === "string" ? "string" : "boolean",
  defaultValue: Object.values(variants)[0] as unknown,
  variants,
  state: "ENABLED",
  defaultVariant: Object.keys(variants)[0],
  lifecycle: { type, owner: "team", created: "2026-11-01" },
});

const onAndOff = { off: false, on: true };

const system = (name: string): object => ({
  name,
  modules: [`src/${name}.ts`],
  writes: [`src/${name}.ts#${name === "after" ? "After" : "Before"}.save`],
});

const store = (type: string, name: string): string => `export class ${type} {
  save(text: string): void {
    console.log(text);
  }
}

export const ${name} = new ${type}();
`;

/** The workspace of a case: two systems of the same form, three flags, and the case itself. */
function layOut(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "halyard-flow-"));
  directories.push(directory);
  writeFiles(directory, {
    "halyard.config.json": JSON.stringify({
      registry: "flags.json",
      adapters: ["env"],
      matchers: [
        { kind: "call", names: ["isOn"], key: 0, valueType: "boolean" },
        { kind: "call", names: ["variantOf"], key: 0, valueType: "string" },
      ],
    }),
    "flags.json": JSON.stringify({
      registryVersion: 1,
      flags: {
        "write-both": flag(onAndOff, "migration"),
        "kill-new": flag(onAndOff, "kill-switch"),
        mode: flag({ legacy: "legacy", dual: "dual", new: "new" }, "migration"),
      },
      migrations: {
        move: {
          owner: "team",
          stage: "off",
          systems: { old: system("before"), new: system("after") },
          write: { flag: "write-both", variant: "on" },
          read: { flag: "mode", variant: "new" },
          killSwitch: { flag: "kill-new", variant: "on", stops: ["writes"] },
        },
      },
    }),
    "src/flags.ts": `export declare function isOn(key: string): boolean;
export declare function variantOf(key: string): string;
`,
    "src/after.ts": store("After", "after"),
    "src/before.ts": store("Before", "before"),
    ...files,
  });
  return directory;
}

/** `text` as files: its own, and those behind lines that begin with four slashes. */
function filesOf(text: string): Record<string, string> {
  const [own = "", ...others] = text.split(/^\/{4} /mu);
  return Object.fromEntries([
    ["src/case.ts", own],
    ...others.map((one) => [one.slice(0, one.indexOf("\n")), one.slice(one.indexOf("\n") + 1)]),
  ]) as Record<string, string>;
}

/** What a marker says of the call above it: guards, why they are not known, and isolation where it names some. */
function told(call: MigrationCall, marker: string | undefined): string {
  const guards = call.guards
    .map(({ flagKey, variants, where }) => {
      const at = where === "callers" ? "@callers" : "";
      return `${flagKey}=${variants.join("|")}${at}`;
    })
    .sort();
  const parts = guards.length === 0 ? ["free"] : guards;
  if (call.unknown !== undefined) parts.push(`?${call.unknown}`);
  if (marker?.includes("[") === true) {
    const names = (["awaited", "caught", "enqueued"] as const).filter((one) => call.isolation[one]);
    parts.push(`[${names.join(" ")}]`);
  }
  return parts.join(" ");
}

/** The markers of a text by the line and column of what they point at, 1-based. */
function markersOf(text: string): Map<string, string> {
  const markers = new Map<string, string>();
  let line = 0;
  for (const [index, written] of text.split("\n").entries()) {
    const found = /^\s*\/\/\s*(\^+) (.*)$/u.exec(written);
    if (found === null) line = index + 1;
    else markers.set(`${String(line)}:${String(written.indexOf("^") + 1)}`, found[2] ?? "");
  }
  return markers;
}

describe.each(readdirSync(fixtures).sort())("%s", (name) => {
  it("says of each call of the new system what guards it", async () => {
    const text = readFileSync(join(fixtures, name), "utf8");
    const opened = await openWorkspace({
      cwd: layOut(filesOf(text)),
      now: new Date("2026-11-22T12:00:00Z"),
      cache: false,
      workers: 0,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    const { analysis } = opened.workspace;
    expect(analysis.problems).toEqual([]);
    const [migration] = analysis.migrations().migrations;
    const markers = markersOf(filesOf(text)["src/case.ts"] ?? "");
    const calls = (migration?.calls ?? []).filter(({ side }) => side === "new");
    const found = calls.map((call): [string, string] => {
      const { start } = analysis.rangeOf({ path: call.place.path, span: call.memberSpan });
      const at = `${String(start.line)}:${String(start.column)}`;
      return [at, told(call, markers.get(at))];
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(markers));
    expect(markers.size).toBeGreaterThan(0);
  });
});
