import type { SeenFile } from "./readWorkspace.js";

/** What `detectSdks` needs to know of an adapter. */
export interface KnownSdk {
  readonly name: string;
  readonly title: string;
  readonly packages: readonly string[];
}

/** A flag SDK that a package.json asks for. */
export interface DetectedSdk {
  /** The word for the configuration's `adapters`. */
  readonly word: string;
  readonly title: string;
  readonly packageName: string;
  /** The package.json, relative to the searched directory. */
  readonly path: string;
}

const dependencyFields = [
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "optionalDependencies",
];

/** The SDKs in use, each vendor once with the first package that gave it away; sorted by word. */
export function detectSdks(
  manifests: readonly SeenFile[],
  sdks: readonly KnownSdk[],
): readonly DetectedSdk[] {
  const found = new Map<string, DetectedSdk>();
  for (const { path, data } of manifests) {
    const dependencies = dependenciesOf(data);
    for (const { name, title, packages } of sdks) {
      const packageName = packages.find((candidate) => dependencies.has(candidate));
      const word = wordFor(name, sdks);
      if (packageName === undefined || found.has(word)) continue;
      found.set(word, { word, title, packageName, path });
    }
  }
  return [...found.values()].sort((a, b) => (a.word < b.word ? -1 : 1));
}

/** A vendor with several adapters is named as a whole: code that has one of its packages often uses another. */
function wordFor(name: string, sdks: readonly KnownSdk[]): string {
  const vendor = name.split("-")[0] ?? name;
  const family = sdks.filter((sdk) => sdk.name === vendor || sdk.name.startsWith(`${vendor}-`));
  return family.length > 1 ? vendor : name;
}

function dependenciesOf(manifest: unknown): ReadonlySet<string> {
  if (!isRecord(manifest)) return new Set();
  return new Set(
    dependencyFields.flatMap((field) => {
      const listed = manifest[field];
      return isRecord(listed) ? Object.keys(listed) : [];
    }),
  );
}

/** True for a plain object, whose values are still unknown. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
