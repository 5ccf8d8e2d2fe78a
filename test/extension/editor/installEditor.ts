import { rmSync } from "node:fs";
import { join } from "node:path";
import { installOutside, runNpm } from "../../outside/install.js";

/** VS Code 1.100's workbench with its real extension host, served to a browser; it runs on Node 20. */
const manifest = JSON.stringify({
  name: "halyard-code-server",
  private: true,
  description: "The editor that the suites of the extension drive, without its own TypeScript.",
  dependencies: { "code-server": "4.100.3" },
});

/** Installs the editor outside of the repository; answers the script that starts it. */
export function installEditor(): string {
  const directory = installOutside("code-server", manifest, (home) => {
    const inner = join(home, "node_modules/code-server/lib/vscode");
    runNpm(["install", "--omit=dev", "--ignore-scripts"], inner);
    // The editor's own TypeScript support would compile beside us and put its squiggles among ours.
    const typescript = join(inner, "extensions/typescript-language-features");
    rmSync(typescript, { recursive: true, force: true });
    // Its password hashing is the one thing that has to be built, and it comes prebuilt.
    runNpm(["rebuild", "argon2"], home);
  });
  return join(directory, "node_modules/code-server/out/node/entry.js");
}
