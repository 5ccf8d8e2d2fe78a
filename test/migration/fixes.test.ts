import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { offersFor, resolveFix } from "../../core/src/fixes/all.js";
import type { FixContext } from "../../core/src/fixes/model.js";
import { ModuleResolver } from "../../core/src/index/moduleResolution.js";
import { openWorkspace, type Workspace } from "../../core/src/node/index.js";
import { closedProgram, closureOf } from "../../core/src/removal/verify/closedProgram.js";
import { filesOf, layOut, writeFiles, type Story } from "./support/stages.js";

const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function contextOf(workspace: Workspace): FixContext {
  const { analysis } = workspace;
  return { analysis, now: analysis.now, textOf: (path) => workspace.textOf(path) };
}

/** `path:line rule` of each finding of the given rules. */
function told({ analysis }: Workspace, ...rules: string[]): string[] {
  return analysis
    .findings()
    .filter(({ ruleId }) => rules.includes(ruleId))
    .map(({ ruleId, place }) => `${place.path} ${ruleId}`);
}

/** The type errors of some files, by code: what a change must not add to. */
function typeErrors(workspace: Workspace, paths: readonly string[]): Record<string, number> {
  const files = workspace.listFiles();
  const resolver = new ModuleResolver({
    listFiles: () => files,
    readFile: (path) => {
      const text = workspace.textOf(path);
      return text === undefined ? { kind: "missing" } : { kind: "text", text };
    },
  });
  const source = {
    textOf: (path: string) => workspace.textOf(path),
    resolve: (from: string, specifier: string) => resolver.resolve(specifier, from),
  };
  const program = closedProgram(source, closureOf(source, paths, 50));
  const counts: Record<string, number> = {};
  for (const path of paths) {
    const file = program.getSourceFile(`/${path}`);
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    for (const { code } of found) {
      // The closed program's small library has no console.
      if (code !== 2584) counts[String(code)] = (counts[String(code)] ?? 0) + 1;
    }
  }
  return counts;
}

interface Applied {
  readonly paths: readonly string[];
  readonly text: string;
}

/** Applies a fix to the first finding of a rule, and answers the text of the file that it changed. */
function apply(directory: string, workspace: Workspace, ruleId: string, fixId: string): Applied {
  const context = contextOf(workspace);
  const finding = workspace.analysis.findings().find((one) => one.ruleId === ruleId);
  if (finding === undefined) throw new Error(`There is no ${ruleId}.`);
  const offer = offersFor(finding, context).find((one) => one.fixId === fixId);
  if (offer === undefined) throw new Error(`${fixId} is not offered.`);
  const result = resolveFix(fixId, offer.data, context);
  if (!result.ok) throw new Error(result.reason);
  for (const { path, oldText, newText } of result.changes) {
    expect(readFileSync(join(directory, path), "utf8")).toBe(oldText);
    writeFileSync(join(directory, path), newText);
  }
  return {
    paths: result.changes.map(({ path }) => path),
    text: result.changes.map(({ newText }) => newText).join("\n"),
  };
}

describe.each<{
  readonly story: Story;
  readonly stage: string;
  readonly ruleId: string;
  readonly fixId: string;
  readonly holds: string;
}>([
  {
    story: "search-cluster-move",
    stage: "dualwrite-unguarded-import",
    ruleId: "missing-kill-switch",
    fixId: "guard-with-kill-switch",
    holds: `      if (!parts.flags.get({ clientId: document.clientId }, "search.es.kill-new", false)) {
        await parts.providerB.index(document);
      }
`,
  },
  {
    story: "search-cluster-move",
    stage: "dualwrite-unguarded-import",
    ruleId: "unsafe-seam",
    fixId: "isolate-new-path",
    holds: `      try {
        await parts.providerB.index(document);
      } catch (error) {
        console.error("es-provider-b failed", error);
      }
`,
  },
  {
    story: "search-cluster-move",
    stage: "dualwrite-removal-forgotten",
    ruleId: "unmatched-dual-write",
    fixId: "add-twin-write",
    holds: `    await this.#providerA.remove(document.id);
    if (this.#flags.get({ clientId: document.clientId }, "search.es.dual-write", false) && !this.#flags.get({ clientId: document.clientId }, "search.es.kill-new", false)) {
      try {
        await this.#providerB.remove(document.id);
      } catch (error) {
        console.error("es-provider-b failed", error);
      }
    }
`,
  },
  {
    story: "live-feed-to-service",
    stage: "dualwrite-service-first",
    ruleId: "unsafe-seam",
    fixId: "isolate-new-path",
    holds: `  parts.pushHub.broadcast(event);
  try {
    if (
      !parts.unleash.isEnabled("live-feed.kill-service", {}, false) &&
      parts.unleash.isEnabled("live-feed.publish-to-service", { userId: event.userId }, false)
    ) {
      await parts.feedService.publish(event);
    }
  } catch (error) {
    console.error("feed-service failed", error);
  }
`,
  },
  {
    story: "search-cluster-move",
    stage: "live-declared-late",
    ruleId: "migration-order",
    fixId: "advance-stage",
    holds: `"stage": "live"`,
  },
])("$fixId on $stage", ({ story, stage, ruleId, fixId, holds }) => {
  it("makes the finding go, and neither another one nor a type error come", async () => {
    const laidOut = layOut(story, stage);
    directories.push(laidOut.directory);
    const before = await laidOut.open();
    const rules = ["missing-kill-switch", "unsafe-seam", "unmatched-dual-write", "migration-order"];
    const others = told(before, ...rules).filter((one) => !one.endsWith(` ${ruleId}`));
    const { text, paths } = apply(laidOut.directory, before, ruleId, fixId);
    expect(text).toContain(holds);
    const after = await laidOut.open();
    expect(told(after, ...rules)).toEqual(others);
    const code = paths.filter((path) => path.endsWith(".ts"));
    expect(typeErrors(after, code)).toEqual(typeErrors(before, code));
  });
});

it.each<[Story, string, string, string]>([
  [
    "search-cluster-move",
    "dualwrite-unguarded-import",
    "missing-kill-switch",
    "guard-with-kill-switch",
  ],
  ["search-cluster-move", "dualwrite-unguarded-import", "unsafe-seam", "isolate-new-path"],
  ["search-cluster-move", "dualwrite-removal-forgotten", "unmatched-dual-write", "add-twin-write"],
  ["live-feed-to-service", "dualwrite-service-first", "unsafe-seam", "isolate-new-path"],
])("%s at %s keeps line ends of Windows through the fix of %s", async (story, stage, rule, fix) => {
  const plain = layOut(story, stage);
  const windows = layOut(story, stage);
  directories.push(plain.directory, windows.directory);
  for (const path of filesOf(windows.directory)) {
    const text = readFileSync(join(windows.directory, path), "utf8");
    writeFileSync(join(windows.directory, path), text.replaceAll("\n", "\r\n"));
  }
  const { text } = apply(plain.directory, await plain.open(), rule, fix);
  const other = apply(windows.directory, await windows.open(), rule, fix);
  expect(other.text).toBe(text.replaceAll("\n", "\r\n"));
});

it("offers no kill switch where none could be asked: nothing on the way shows how", async () => {
  const laidOut = layOut("live-feed-to-service", "dualwrite-job-unguarded");
  directories.push(laidOut.directory);
  const workspace = await laidOut.open();
  const finding = workspace.analysis.findings().find((one) => one.ruleId === "missing-kill-switch");
  const offers = finding === undefined ? [] : offersFor(finding, contextOf(workspace));
  expect(offers.map(({ fixId }) => fixId)).not.toContain("guard-with-kill-switch");
});

it("declares the migration that only the code shows", async () => {
  const directory = mkdtempSync(join(tmpdir(), "halyard-declare-"));
  directories.push(directory);
  const store = (name: string): string => `export class ${name} {
  async save(text: string): Promise<void> {
    await fetch(text);
  }
}
`;
  writeFiles(directory, {
    "halyard.config.json": JSON.stringify({
      registry: "flags.json",
      matchers: [{ kind: "call", names: ["isOn"], key: 0, valueType: "boolean" }],
    }),
    "flags.json": `{
  "registryVersion": 1,
  "flags": {
    "write-both": {
      "flagType": "boolean",
      "defaultValue": false,
      "variants": { "on": true, "off": false },
      "state": "ENABLED",
      "defaultVariant": "on",
      "lifecycle": { "type": "migration", "owner": "team", "created": "2026-11-01" }
    }
  }
}
`,
    "src/flags.ts": "export const isOn = (key: string): boolean => key.length > 3;\n",
    "src/oldStore.ts": store("OldStore"),
    "src/newStore.ts": store("NewStore"),
    "src/notes.ts": `import { isOn } from "./flags.js";
import type { NewStore } from "./newStore.js";
import type { OldStore } from "./oldStore.js";

export class Notes {
  constructor(
    private readonly oldStore: OldStore,
    private readonly newStore: NewStore,
  ) {}

  async keep(text: string): Promise<void> {
    await this.oldStore.save(text);
    if (isOn("write-both")) {
      await this.newStore.save(text);
    }
  }
}
`,
  });
  const open = async (): Promise<Workspace> => {
    const now = new Date("2026-11-22T12:00:00Z");
    const opened = await openWorkspace({ cwd: directory, now, cache: false, workers: 0 });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    return opened.workspace;
  };
  const before = await open();
  expect(told(before, "undeclared-migration")).toHaveLength(1);
  apply(directory, before, "undeclared-migration", "declare-migration");
  const after = await open();
  expect(after.analysis.problems).toEqual([]);
  expect(told(after, "undeclared-migration")).toEqual([]);
  const [migration] = after.analysis.migrations().migrations;
  expect(migration?.calls.map(({ side, symbol }) => `${side} ${symbol.text}`).sort()).toEqual([
    "new src/newStore.ts#NewStore.save",
    "old src/oldStore.ts#OldStore.save",
  ]);
});
