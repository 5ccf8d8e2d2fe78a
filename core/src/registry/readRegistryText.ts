import { readJson } from "../schema/jsonNode.js";
import type { DataNode } from "../schema/node.js";
import { createProblemSink } from "../schema/problemSink.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { readYaml } from "../schema/yamlNode.js";
import type { RegistryFile } from "./format.js";

/** The file's data with positions, by the file's ending; undefined where nothing could be recovered. */
export function readRegistryText(file: RegistryFile, sink: ProblemSink): DataNode | undefined {
  try {
    if (isYaml(file.path)) return readYaml(file.text, sink);
    return readJson(file.text, sink, { comments: !/\.json$/i.test(file.path) });
  } catch (error) {
    // The parsers recurse; their own guards catch what we know of, this one the rest.
    if (!(error instanceof RangeError)) throw error;
    const message = "The registry nests too deeply to be read; flatten it.";
    sink.error("nesting-too-deep", message, { start: 0, end: 1 });
    return undefined;
  }
}

/** Whether a registry file is YAML, by its ending. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** A sink whose codes all begin with `registry-`. */
export function createRegistrySink(file: RegistryFile): ProblemSink {
  const sink = createProblemSink(file.text, file.path);
  return {
    ...sink,
    error: (code, message, span) => sink.error(`registry-${code}`, message, span),
    warning: (code, message, span) => sink.warning(`registry-${code}`, message, span),
  };
}
