import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseYaml } from "yaml";
import { openWorkspace, type Workspace } from "../../../core/src/node/index.js";
import { readJson } from "../../../core/src/schema/jsonNode.js";
import { toJson } from "../../../core/src/schema/node.js";
import { createProblemSink } from "../../../core/src/schema/problemSink.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const fixtures = join(root, "test/fixtures/migration");

/** The three stories, as the folders of `examples` are called. */
export const stories = [
  "search-cluster-move",
  "live-feed-to-service",
  "order-service-switch",
] as const;

/** One of the stories. */
export type Story = (typeof stories)[number];

/** What a reviewer would say; the line is left out where the registry is spoken of. */
export interface ExpectedFinding {
  readonly ruleId: string;
  readonly path: string;
  readonly line?: number;
}

/** A true state of a story: what differs from the example, and what there is to say about it. */
export interface Stage {
  readonly now: string;
  readonly declared: string;
  readonly computed?: string;
  /** Fields of flags' registry entries, merged two levels deep. */
  readonly flags: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Fields of the migration's registry block. */
  readonly migration?: Readonly<Record<string, unknown>>;
  /** Files of the example that this state does not have. */
  readonly remove?: readonly string[];
  readonly findings: readonly ExpectedFinding[];
}

/** The names of a story's stages, sorted. */
export function stagesOf(story: Story): string[] {
  return readdirSync(join(fixtures, story)).sort();
}

/** What is said of one stage. */
export function stageOf(story: Story, name: string): Stage {
  return JSON.parse(readFileSync(join(fixtures, story, name, "stage.json"), "utf8")) as Stage;
}

/** A directory that holds a story at one of its stages. */
export interface StageDirectory {
  readonly directory: string;
  readonly migrationId: string;
  open(): Promise<Workspace>;
  close(): void;
}

/** Puts a story at one of its stages into a directory of its own. */
export function layOut(story: Story, name: string): StageDirectory {
  const stage = stageOf(story, name);
  const directory = mkdtempSync(join(tmpdir(), `halyard-${story}-`));
  cpSync(join(root, "examples", story), directory, {
    recursive: true,
    filter: (source) => !/[\\/](?:node_modules|dist)$|README\.md$|expected-findings/u.test(source),
  });
  // The example's own extends one that lies above it.
  writeFileSync(join(directory, "tsconfig.json"), '{ "compilerOptions": { "strict": true } }\n');
  const files = join(fixtures, story, name, "files");
  if (existsSync(files)) overlay(files, directory);
  for (const path of stage.remove ?? []) rmSync(join(directory, path));
  const migrationId = patchRegistry(directory, stage);
  return {
    directory,
    migrationId,
    open: async () => {
      const now = new Date(`${stage.now}T12:00:00Z`);
      const opened = await openWorkspace({ cwd: directory, now, cache: false, workers: 0 });
      if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
      return opened.workspace;
    },
    close: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

type Fields = Record<string, Record<string, unknown>>;

/** Copies files over a directory. Tests end in `.overlay` there, so that no tool takes them for tests of its own. */
function overlay(files: string, directory: string): void {
  cpSync(files, directory, { recursive: true });
  for (const path of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (path.endsWith(".overlay"))
      renameSync(join(directory, path), join(directory, path.slice(0, -".overlay".length)));
  }
}

function parseJsonc(path: string, text: string): unknown {
  const node = readJson(text, createProblemSink(text, path), { comments: true });
  return node === undefined ? undefined : toJson(node);
}

/** Brings the registry to the stage; it is written as JSON, which YAML is too. */
function patchRegistry(directory: string, stage: Stage): string {
  const name = readdirSync(directory).find((file) => /^flags\.(?:jsonc?|yaml)$/u.test(file)) ?? "";
  const path = join(directory, name);
  const text = readFileSync(path, "utf8");
  const registry = (name.endsWith(".yaml") ? parseYaml(text) : parseJsonc(name, text)) as {
    flags: Record<string, Fields>;
    migrations: Record<string, Record<string, unknown>>;
  };
  for (const [key, change] of Object.entries(stage.flags)) {
    const flag = (registry.flags[key] ??= {});
    for (const [field, value] of Object.entries(change)) {
      const isBlock = typeof value === "object" && value !== null;
      flag[field] = isBlock ? { ...flag[field], ...value } : (value as Fields[string]);
    }
  }
  const [id = "", migration = {}] = Object.entries(registry.migrations)[0] ?? [];
  Object.assign(migration, stage.migration, { stage: stage.declared });
  writeFileSync(path, `${JSON.stringify(registry, null, 2)}\n`);
  return id;
}

/** The files of a directory but for those of packages, with slashes, sorted. */
export function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.startsWith("node_modules") && statSync(join(directory, path)).isFile())
    .sort();
}

/** Writes texts over a directory's files. */
export function writeFiles(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
