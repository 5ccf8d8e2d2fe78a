import { resolve } from "node:path";
import { cwd as workingDirectory, env } from "node:process";
import type { Linter } from "eslint";
import { requestOf, type HalyardSettings } from "../workspace/workspaceRequest.js";
import type { Workspaces } from "../workspace/workspaces.js";
import { registryFiles } from "./registryFiles.js";
import { ruleSeverities, type PresetName } from "./ruleSeverities.js";

/** Makes configurations for `defineConfig`; each call reads `halyard.config.*` and the index, once in a run. */
export type ConfigMaker = ((options?: HalyardSettings) => Linter.Config[]) & {
  /** Every function has one; naming it lets a plugin with makers pass as one with plain configurations. */
  readonly name: string;
};

/** The configurations of this plugin. */
// A type and not an interface, which would lack the index signature that a plugin's configurations have.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type HalyardConfigs = {
  /** Every rule as the command line has it: `halyard.config.*` decides, and rules are on or off by default. */
  readonly recommended: ConfigMaker;
  /** The same, with errors for all that the mere passing of time cannot cause. */
  readonly strict: ConfigMaker;
  /** The rules about migrations alone. */
  readonly migrations: ConfigMaker;
  /** Every rule there is, also those that are off by default. */
  readonly all: ConfigMaker;
  /** Lets ESLint lint the registries themselves; put it beside one of the others. */
  readonly registry: ConfigMaker;
};

/** Makes the configurations for a plugin. Throws never: what is wrong becomes a message of `halyard/valid-setup`. */
export function createConfigs(
  plugin: NonNullable<Linter.Config["plugins"]>[string],
  workspaces: Workspaces,
): HalyardConfigs {
  const plugins = { halyard: plugin };
  const preset =
    (name: PresetName): ConfigMaker =>
    (options = {}) => {
      const { snapshot } = workspaces.at(requestOf(options, workingDirectory(), env));
      return [
        {
          name: `halyard/${name}`,
          plugins,
          settings: { halyard: { ...options, cwd: baseOf(options), hash: snapshot.hash } },
          rules: ruleSeverities(name, snapshot),
        },
      ];
    };
  return {
    recommended: preset("recommended"),
    strict: preset("strict"),
    migrations: preset("migrations"),
    all: preset("all"),
    registry: (options = {}) => {
      const { snapshot } = workspaces.at(requestOf(options, workingDirectory(), env));
      const files = registryFiles(snapshot, baseOf(options));
      return (["json", "yaml"] as const)
        .filter((language) => files[language].length > 0)
        .map((language) => ({
          name: `halyard/registry-${language}`,
          files: [...files[language]],
          plugins,
          language: `halyard/${language}`,
          ...(language === "json" && { languageOptions: { allowTrailingCommas: true } }),
        }));
    },
  };
}

/** The directory that a configuration speaks of; rules may run with another working directory. */
function baseOf({ cwd = "." }: HalyardSettings): string {
  return resolve(cwd);
}
