import { isRecord } from "./detectSdks.js";
import type { SeenFile } from "./readWorkspace.js";

/** A file that lists flags already. */
export interface FoundRegistry {
  readonly path: string;
  /** Whose format it is, for people. */
  readonly format: string;
  /** Halyard reads it as it is. */
  readonly isReadable: boolean;
}

/** The files that list flags, the readable ones first, each in the order given. */
export function findRegistries(files: readonly SeenFile[]): readonly FoundRegistry[] {
  const found = files.flatMap((file) => formatOf(file) ?? []);
  return [
    ...found.filter(({ isReadable }) => isReadable),
    ...found.filter((one) => !one.isReadable),
  ];
}

function formatOf({ path, data, text }: SeenFile): FoundRegistry | undefined {
  if (data === undefined) {
    // YAML and JSONC are only recognised here; the registry's own reader judges them.
    return /^\s*["']?flags["']?\s*:\s*[{\n\r]/m.test(text)
      ? { path, format: "Halyard or flagd", isReadable: true }
      : undefined;
  }
  if (!isRecord(data)) return undefined;
  const { flags } = data;
  if (isRecord(data.flagValues) || isEvery(flags, (flag) => Array.isArray(flag.variations))) {
    return { path, format: "LaunchDarkly", isReadable: false };
  }
  if (Array.isArray(data.features)) return { path, format: "Unleash", isReadable: false };
  const isEmpty = isRecord(flags) && Object.keys(flags).length === 0;
  if (data.registryVersion !== undefined || isEmpty)
    return { path, format: "Halyard", isReadable: true };
  if (isEvery(flags, (flag) => isRecord(flag.variants))) {
    return { path, format: "flagd", isReadable: true };
  }
  if (isEvery(flags, (flag) => typeof flag.flagType === "string")) {
    return { path, format: "OpenFeature manifest", isReadable: true };
  }
  return undefined;
}

/** Whether a value is an object of objects that all pass; an empty one does not count. */
function isEvery(value: unknown, test: (one: Record<string, unknown>) => boolean): boolean {
  if (!isRecord(value)) return false;
  const entries = Object.values(value);
  return entries.length > 0 && entries.every((entry) => isRecord(entry) && test(entry));
}
