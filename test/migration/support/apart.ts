import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openWorkspace, type Workspace } from "../../../core/src/node/index.js";
import { writeFiles } from "./stages.js";

const cases = fileURLToPath(new URL("../../fixtures/migration/apart/", import.meta.url));

/** The smallest migration that has one shape, and what becomes of it. */
export interface Apart {
  /** The migration's registry block but for owner and stage. */
  readonly migration: Readonly<Record<string, unknown>>;
  /** Flags that are not on for everyone, or not boolean: fields of their registry entries. */
  readonly flags?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly adapters?: readonly string[];
  /** Codes of the refusals, sorted; where there are any, nothing changes. */
  readonly refusals?: readonly string[];
  /** Parts of messages that the refusals and notes have to hold. */
  readonly says?: readonly string[];
}

/** The names of the cases, sorted. */
export function apartCases(): string[] {
  return readdirSync(cases).sort();
}

/** What is said of one case. */
export function apartOf(name: string): Apart {
  return JSON.parse(readFileSync(join(cases, name, "case.json"), "utf8")) as Apart;
}

/** The texts of a case's `before` or `after`, by path. */
export function textsOf(name: string, moment: "before" | "after"): Record<string, string> {
  const directory = join(cases, name, moment);
  if (!existsSync(directory)) return {};
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    paths
      .filter((path) => /\.\w+$/u.test(path))
      .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(directory, path), "utf8")]),
  );
}

const longSince = { state: "ENABLED", since: "2020-01-01T00:00:00Z" };

function entryOf(fields: Readonly<Record<string, unknown>> | undefined): object {
  const variants = fields?.variants ?? { off: false, on: true };
  const served = fields?.serves ?? "on";
  return {
    flagType: typeof Object.values(variants)[0] === "string" ? "string" : "boolean",
    defaultValue: Object.values(variants)[0] as unknown,
    variants,
    state: "ENABLED",
    defaultVariant: served,
    environments: { production: { ...longSince, defaultVariant: served } },
    lifecycle: { type: "migration", owner: "team", created: "2019-12-01" },
  };
}

/** A directory that holds a case as a workspace. */
export interface ApartDirectory {
  readonly directory: string;
  open(): Promise<Workspace>;
  close(): void;
}

/** Puts a case into a directory of its own, with the registry that its migration needs. */
export function layOutCase(name: string, newline = "\n"): ApartDirectory {
  const directory = mkdtempSync(join(tmpdir(), "halyard-apart-"));
  const { migration, flags, adapters } = apartOf(name);
  const keys = ["write", "read", "shadow", "killSwitch", "staged"].flatMap((role) => {
    const named = migration[role] as { flag?: string } | undefined;
    return named?.flag === undefined ? [] : [named.flag];
  });
  const entries = [...new Set(keys)].map((key): [string, object] => [key, entryOf(flags?.[key])]);
  const texts = Object.entries(textsOf(name, "before"));
  writeFiles(directory, {
    "halyard.config.json": JSON.stringify({
      registry: "flags.json",
      adapters: adapters ?? ["env"],
      matchers: [{ kind: "call", names: ["isOn"], key: 0, valueType: "boolean" }],
    }),
    "flags.json": JSON.stringify({
      registryVersion: 1,
      flags: Object.fromEntries(entries),
      migrations: { move: { owner: "team", stage: "rampdown", ...migration } },
    }),
    "src/flags.ts": 'export const isOn = (key: string): boolean => process.env[key] === "on";\n',
    ...Object.fromEntries(texts.map(([path, text]) => [path, text.replaceAll("\n", newline)])),
  });
  return {
    directory,
    open: async () => {
      const now = new Date("2026-11-22T12:00:00Z");
      const opened = await openWorkspace({ cwd: directory, now, cache: false, workers: 0 });
      if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
      return opened.workspace;
    },
    close: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
