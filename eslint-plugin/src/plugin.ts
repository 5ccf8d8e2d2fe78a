import { readFileSync } from "node:fs";
import json from "@eslint/json";
import type { ESLint } from "eslint";
import { createConfigs } from "./configs/configs.js";
import type { HalyardConfigs } from "./configs/model.js";
import { yamlLanguage } from "./languages/yaml.js";
import { rulesOf } from "./rules/allRules.js";
import type { HalyardRule } from "./rules/createRule.js";
import { FileLookups } from "./workspace/fileLookups.js";
import { Workspaces } from "./workspace/workspaces.js";

const workspaces = new Workspaces();

/** What ESLint and oxlint load, without the configurations. */
const parts = {
  meta: { name: "eslint-plugin-halyard", version: readVersion(), namespace: "halyard" },
  rules: rulesOf(new FileLookups(workspaces)),
  languages: { json: json.languages.jsonc, yaml: yamlLanguage },
};

/** The plugin, with makers of configurations for it. */
export interface HalyardPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, HalyardRule>;
  readonly configs: HalyardConfigs;
}

const plugin = { ...parts };

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return (manifest as { readonly version: string }).version;
}

export const halyard: HalyardPlugin = Object.assign(plugin, {
  configs: createConfigs(plugin, workspaces),
});
