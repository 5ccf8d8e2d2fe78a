import { readRegistries, type LoadedRegistries } from "../analysis/readRegistries.js";
import type { HalyardConfig } from "../config/model.js";
import type {
  FormatOptions,
  RegistryContent,
  RegistryFile,
  RegistryFormat,
} from "../registry/format.js";
import { registryFormats } from "../registry/formats.js";
import type { FileContent, FileSystem } from "../vfs/fileSystem.js";
import type { ParserPool } from "./parserPool.js";
import type { OpenOptions } from "./workspace.js";

/** Reads registries in TypeScript in a thread that has the compiler; undefined where there is none. */
export type DeclarationReader = (
  files: readonly RegistryFile[],
  options: FormatOptions,
) => Promise<RegistryContent | undefined>;

/**
 * The configured registries. For those that are written in TypeScript `elsewhere` is asked; where it cannot answer,
 * the compiler is loaded here.
 */
export async function loadRegistriesFor(
  fileSystem: FileSystem,
  config: HalyardConfig,
  { formats = new Map(), now }: Pick<OpenOptions, "formats" | "now">,
  elsewhere?: DeclarationReader,
): Promise<LoadedRegistries> {
  const known = new Map([...registryFormats, ...formats]);
  if (!config.registry.some(isTypeScript)) return readRegistries(fileSystem, config, known, now);
  const still = readOnce(fileSystem);
  const read = elsewhere && (await readElsewhere(still, config, elsewhere, now));
  if (read !== undefined) {
    return readRegistries(still, config, new Map([...known, ["typescript", read]]), now);
  }
  const { loadRegistries } = await import("../analysis/loadRegistries.js");
  return loadRegistries(still, config, formats, now);
}

/**
 * Asks the pool's threads. One is started only for a workspace that stays open: there the compiler should not come to
 * stay in the thread that answers everything else.
 */
export function declarationsBy(
  pool: ParserPool,
  { live }: Pick<OpenOptions, "live">,
): DeclarationReader {
  return (files, options) => {
    if (live === true) pool.start(1);
    return pool.readRegistry(files, options);
  };
}

/** A format that has the answers already: parsing is asked for twice, first to learn what there is to parse. */
async function readElsewhere(
  fileSystem: FileSystem,
  config: HalyardConfig,
  read: DeclarationReader,
  now: Date,
): Promise<RegistryFormat | undefined> {
  const asked = new Map<string, readonly [readonly RegistryFile[], FormatOptions]>();
  const recording = typescriptBy((files, options) => {
    asked.set(questionOf(files, options), [files, options]);
    return { flags: new Map(), defaults: {}, migrations: new Map(), problems: [] };
  });
  readRegistries(fileSystem, config, new Map([["typescript", recording]]), now);
  const reading = [...asked].map(
    async ([question, [files, options]]) => [question, await read(files, options)] as const,
  );
  const answers = new Map(await Promise.all(reading));
  if ([...answers.values()].includes(undefined)) return undefined;
  return typescriptBy((files, options) => {
    const content = answers.get(questionOf(files, options));
    if (content === undefined) throw new Error("A registry was asked for that was not read.");
    return content;
  });
}

function questionOf(files: readonly RegistryFile[], options: FormatOptions): string {
  return JSON.stringify([files, options]);
}

function typescriptBy(parse: RegistryFormat["parse"]): RegistryFormat {
  return { joinsFiles: true, parse };
}

/** The same answers as long as it is held, whatever becomes of the files. */
function readOnce(fileSystem: FileSystem): FileSystem {
  const contents = new Map<string, FileContent>();
  return {
    listFiles: () => fileSystem.listFiles(),
    readFile: (path) => {
      const content = contents.get(path) ?? fileSystem.readFile(path);
      contents.set(path, content);
      return content;
    },
  };
}

function isTypeScript({ format, path }: HalyardConfig["registry"][number]): boolean {
  return (
    format === "typescript" || (format === "auto" && path.some((one) => /\.[mc]?tsx?$/.test(one)))
  );
}
