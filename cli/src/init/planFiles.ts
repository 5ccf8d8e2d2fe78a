import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { DetectedSdk } from "./detectSdks.js";

/** A file to be written; `path` is relative to the workspace root. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

export interface PlanInput {
  /** Absolute. */
  readonly root: string;
  readonly sdks: readonly DetectedSdk[];
  /** A registry that is there already, relative to the root. */
  readonly registry: string | undefined;
}

/** Names for the new registry; the first that is free is taken. All but the last are found without configuration. */
const registryNames = ["flags.json", "feature-flags.json", "halyard.flags.json"];

/** The files of a fresh start: the configuration, and the registry where there is none. */
export function planFiles({ root, sdks, registry }: PlanInput): readonly NewFile[] {
  const schemas = schemaFolder(root);
  const newRegistry = registryNames.find((name) => !existsSync(join(root, name))) ?? "flags.json";
  const config = {
    $schema: `${schemas}/config.schema.json`,
    registry: registry ?? newRegistry,
    // Environment variables serve as flags beside every SDK.
    ...(sdks.length > 0 ? { adapters: [...sdks.map(({ word }) => word), "env"] } : {}),
  };
  const flags = { $schema: `${schemas}/registry.schema.json`, registryVersion: 1, flags: {} };
  const files = [{ path: "halyard.config.json", text: toText(config) }];
  return registry === undefined ? [...files, { path: newRegistry, text: toText(flags) }] : files;
}

function toText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The installed schemas as seen from the root; where nothing is installed yet, where npm would put them. */
function schemaFolder(root: string): string {
  const schemas = join("node_modules", "@halyard", "core", "schema");
  let directory = root;
  while (!existsSync(join(directory, schemas))) {
    const parent = dirname(directory);
    if (parent === directory) return `./${toPosix(schemas)}`;
    directory = parent;
  }
  const path = toPosix(relative(root, join(directory, schemas)));
  return path.startsWith("../") ? path : `./${path}`;
}

function toPosix(path: string): string {
  return path.split(sep).join("/");
}
