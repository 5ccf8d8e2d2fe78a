import { registryFormats } from "@halyard/core";
import type { Flag, FormatOptions, RegistryContent, RegistryFormat } from "@halyard/core";

/** What a flagd definition and an OpenFeature manifest are read with: both are subsets of Halyard's own format. */
const canonical = registryFormats.get("halyard");

/** A definition of flagd, which knows no environments: the configuration may say whose it is. */
export const flagd: RegistryFormat = {
  joinsFiles: false,
  parse: (files, options) => {
    const content = canonical?.parse(files, options) ?? nothing;
    const flags = [...content.flags].map(
      ([key, flag]) => [key, inEnvironment(flag, options)] as const,
    );
    return { ...content, flags: new Map(flags) };
  },
};

const nothing: RegistryContent = {
  flags: new Map(),
  defaults: {},
  migrations: new Map(),
  problems: [],
};

function inEnvironment(flag: Flag, { environment }: FormatOptions): Flag {
  const { base, ...rest } = flag;
  if (environment === undefined || base === undefined || flag.environments.size > 0) return flag;
  return { ...rest, environments: new Map([[environment, base]]) };
}
