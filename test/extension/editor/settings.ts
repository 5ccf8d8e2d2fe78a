import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The editor without anything that would ask, greet, update or look around on its own. */
const quiet: Readonly<Record<string, unknown>> = {
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "json.schemaDownload.enable": false,
  "npm.autoDetect": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.confirmBeforeClose": "never",
  "workbench.editor.empty.hint": "hidden",
  "workbench.editor.enablePreview": false,
  "workbench.enableExperiments": false,
  // A list that waits for a choice would go when a slow machine moves the focus late.
  "workbench.quickOpen.closeOnFocusLost": false,
  "workbench.reduceMotion": "on",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.tree.expandMode": "singleClick",
};

/** Writes the user's settings into the editor's data folder, for the windows that open next. */
export function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): void {
  const file = join(data, "User/settings.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quiet, ...settings }, null, 2));
}
