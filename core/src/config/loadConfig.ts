import { readJson } from "../schema/jsonNode.js";
import { fieldOf } from "../schema/node.js";
import { createProblemSink } from "../schema/problemSink.js";
import { readYaml } from "../schema/yamlNode.js";
import type { Parsed } from "../text/problem.js";
import type { FileContent, FileSystem } from "../vfs/fileSystem.js";
import { defaultRegistryPaths } from "./defaults.js";
import type { HalyardConfig, KnownNames } from "./model.js";
import { configKindOf, emptyConfig, parseConfig } from "./parseConfig.js";

/**
 * The configuration of a workspace: the file's, or the defaults where `configPath` is null.
 *
 * `configPath` is relative to the workspace root. Where no registry is configured, the first of the usual files that
 * exists serves as one. Never throws; any problem of severity `error` means that the value must not be relied on.
 */
export function loadConfig(
  fileSystem: Pick<FileSystem, "readFile">,
  configPath: string | null,
  known: KnownNames,
): Parsed<HalyardConfig> {
  const parsed =
    configPath === null
      ? { value: emptyConfig(null), problems: [] }
      : readConfig(fileSystem.readFile(configPath), configPath, known);
  if (parsed.value.registry.length > 0) return parsed;
  if (parsed.problems.some(({ severity }) => severity === "error")) return parsed;
  const found = defaultRegistryPaths.find((path) => isRegistry(path, fileSystem.readFile(path)));
  if (found === undefined) return parsed;
  return { ...parsed, value: { ...parsed.value, registry: [{ path: [found], format: "auto" }] } };
}

function readConfig(content: FileContent, path: string, known: KnownNames): Parsed<HalyardConfig> {
  const kind = configKindOf(path);
  const fault = kind === undefined ? endingFault : faultOf(content);
  if (kind !== undefined && content.kind === "text") {
    return parseConfig(content.text, path, kind, known);
  }
  const message = `The configuration ${fault ?? "cannot be read"}.`;
  return {
    value: emptyConfig(path),
    problems: [{ code: "config-unreadable", severity: "error", message, path }],
  };
}

const endingFault = "must end in .json, .jsonc, .yaml or .yml; rename it";

function faultOf(content: FileContent): string | undefined {
  switch (content.kind) {
    case "text":
      return undefined;
    case "missing":
      return "does not exist; check the path or run `halyard init`";
    case "unreadable":
      return `cannot be read: ${content.reason}`;
    case "too-large":
      return `has ${content.bytes} bytes, more than the ${content.limit} that are read; shorten it`;
    case "binary":
      return "is not a text file; save it as UTF-8";
    case "outside":
      return "lies outside the workspace; move it into it";
  }
}

/**
 * Whether a file with a usual name is a registry. A broken one counts, so that its problem is told; a sound file that
 * lists something else (national flags, say) does not.
 */
function isRegistry(path: string, content: FileContent): boolean {
  if (content.kind !== "text") return content.kind !== "missing";
  if (/["']?\b(?:flags|registryVersion)["']?\s*:/.test(content.text)) return true;
  const sink = createProblemSink(content.text, path);
  const isYaml = configKindOf(path) === "yaml";
  const root = isYaml
    ? readYaml(content.text, sink)
    : readJson(content.text, sink, { comments: path.endsWith(".jsonc") });
  return sink.problems.length > 0 || fieldOf(root, "flags") !== undefined;
}
