import { resolve } from "node:path";
import { cwd as workingDirectory, env } from "node:process";
import type { Linter } from "eslint";
import { requestOf } from "../workspace/workspaceRequest.js";
import type { Workspaces } from "../workspace/workspaces.js";
import type { ConfigMaker, HalyardConfigs, HalyardSettings } from "./model.js";
import { registryFiles } from "./registryFiles.js";
import { ruleSeverities, type PresetName } from "./ruleSeverities.js";

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
