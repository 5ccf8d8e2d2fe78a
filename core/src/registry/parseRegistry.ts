import { checkShape } from "../schema/checkShape.js";
import { entriesOf, fieldOf, toJson } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { JsonValue } from "../text/json.js";
import { checkFlag } from "./checkFlag.js";
import { checkMigrations } from "./checkMigrations.js";
import { checkLinks } from "./checkLinks.js";
import { checkYamlWords } from "./checkYamlWords.js";
import { Damage } from "./damage.js";
import { defaultsFrom } from "./defaultsFrom.js";
import { sharedEvaluators } from "./evaluators.js";
import { flagFrom } from "./flagFrom.js";
import { fieldSpansOf } from "./fieldSpans.js";
import type { RegistryContent, RegistryFile, RegistryFormat } from "./format.js";
import type { Flag, FlagDefinition } from "./model.js";
import { createRegistrySink, isYaml, readRegistryText } from "./readRegistryText.js";
import { maxKeyLength, registryShape } from "./schema.js";
import { storesFrom } from "./storeShape.js";

/**
 * Reads one file in the canonical format (JSON, JSONC or YAML), a flagd definition or an OpenFeature manifest.
 *
 * Whatever is wrong becomes a problem with its place. The other flags still load; a flag whose entry has an error
 * loads too, so that its key stays known, but its state is `unknown` and no verdict is built on it.
 */
export function parseRegistry(file: RegistryFile): RegistryContent {
  const sink = createRegistrySink(file);
  const root = readRegistryText(file, sink);
  if (root === undefined) return emptyContent(sink.problems);
  checkShape(root, registryShape, {
    sink,
    whole: "The registry",
    keyNoun: "property",
    lenient: !isCanonical(root),
  });

  const evaluators = sharedEvaluators(fieldOf(root, "$evaluators"));
  const entries = entriesOf(fieldOf(root, "flags")).filter(({ key }) => key.length <= maxKeyLength);
  for (const entry of entries) checkFlag(entry, evaluators, sink);
  checkLinks(root, sink);
  checkMigrations(root, sink);
  if (isYaml(file.path)) checkYamlWords(root, file.text, sink);

  const damage = new Damage(sink.problems, file.text);
  const flags = new Map<string, Flag>();
  for (const entry of entries) flags.set(entry.key, flagFrom(entry, file.path, evaluators, damage));
  return {
    flags,
    defaults: defaultsFrom(fieldOf(root, "defaults")),
    ...migrationsFrom(fieldOf(root, "migrations"), file.path),
    ...guardsFrom(fieldOf(root, "guards"), file.path),
    stores: storesFrom(fieldOf(root, "stores")),
    problems: sink.problems,
  };
}

/** The canonical format as an entry of the table of formats. */
export const canonicalFormat: RegistryFormat = {
  joinsFiles: false,
  parse: ([file]) => (file === undefined ? emptyContent([]) : parseRegistry(file)),
};

/** Other tools allow properties of their own; a file that names our version is held to our names. */
function isCanonical(root: DataNode): boolean {
  return fieldOf(root, "registryVersion") !== undefined;
}

function migrationsFrom(
  node: DataNode | undefined,
  path: string,
): Pick<RegistryContent, "migrations" | "migrationDefinitions"> {
  const { blocks, definitions } = blocksFrom(node, path);
  return { migrations: blocks, migrationDefinitions: definitions };
}

function guardsFrom(
  node: DataNode | undefined,
  path: string,
): Pick<RegistryContent, "guards" | "guardDefinitions"> {
  if (node === undefined) return {};
  const { blocks, definitions } = blocksFrom(node, path);
  return { guards: blocks, guardDefinitions: definitions };
}

/** Raw blocks by id, with where they are written. */
function blocksFrom(
  node: DataNode | undefined,
  path: string,
): { blocks: Map<string, JsonValue>; definitions: Map<string, FlagDefinition> } {
  const blocks = new Map<string, JsonValue>();
  const definitions = new Map<string, FlagDefinition>();
  for (const { key, keySpan, value } of entriesOf(node)) {
    blocks.set(key, toJson(value));
    definitions.set(key, {
      path,
      keySpan,
      entrySpan: { start: keySpan.start, end: value.span.end },
      fields: fieldSpansOf(value),
    });
  }
  return { blocks, definitions };
}

function emptyContent(problems: RegistryContent["problems"]): RegistryContent {
  return { flags: new Map(), defaults: {}, migrations: new Map(), problems };
}
