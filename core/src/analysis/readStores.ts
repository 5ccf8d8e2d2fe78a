import * as posix from "node:path/posix";
import type { HalyardConfig } from "../config/model.js";
import type { RegistryFile } from "../registry/format.js";
import { tombstonesPath, type StoreState, type StoreView, type Tombstone } from "../state/model.js";
import { parseState, parseTombstones } from "../state/parseState.js";
import { quoted } from "../text/quoted.js";
import type { Parsed, Problem } from "../text/problem.js";
import type { FileSystem } from "../vfs/fileSystem.js";

/**
 * What `halyard sync` and `halyard archive` wrote, from files alone.
 *
 * Neither file has to exist; one that is broken is told and counts as missing. Their texts go to `texts`.
 */
export function readStores(
  fileSystem: FileSystem,
  config: Pick<HalyardConfig, "directory" | "state">,
  texts: Map<string, string>,
): Parsed<StoreView> {
  const problems: Problem[] = [];
  const read = <T>(
    path: string,
    parse: (file: RegistryFile) => Parsed<ReadonlyMap<string, T>>,
  ): ReadonlyMap<string, T> => {
    const content = fileSystem.readFile(path);
    if (content.kind === "missing") return new Map<string, T>();
    if (content.kind !== "text") {
      problems.push(unreadable(path));
      return new Map<string, T>();
    }
    texts.set(path, content.text);
    const parsed = parse({ path, text: content.text });
    problems.push(...parsed.problems);
    return parsed.value;
  };
  const at = (path: string): string => posix.join(config.directory, path);
  const value: StoreView = {
    stores: read<StoreState>(at(config.state), parseState),
    tombstones: read<Tombstone>(at(tombstonesPath), parseTombstones),
  };
  return { value, problems };
}

function unreadable(path: string): Problem {
  return {
    code: "state-unreadable",
    severity: "error",
    message: `${quoted(path)} cannot be read as text inside the workspace; run \`halyard sync\` again, or correct \`state\` in the configuration.`,
    path,
  };
}
