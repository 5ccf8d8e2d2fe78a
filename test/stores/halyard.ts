import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { dispatch } from "../../cli/src/dispatch.js";
import { terminalOf } from "../../cli/src/terminal/terminal.js";

/** What one call of the command line gave. */
export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A workspace on the disk with the variables that its stores are configured by. */
export interface StoreWorkspace {
  readonly root: string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Runs the command line in it, in this process; `variables` are added to the workspace's own. */
  halyard(args: readonly string[], variables?: Readonly<Record<string, string>>): Promise<Told>;
  remove(): void;
}

/** Makes a workspace of these files; the caller takes it away. */
export function storeWorkspace(
  files: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): StoreWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-stores-")));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), "utf8"),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
    halyard: async (args, variables = {}) => {
      const env = { LANG: "C.UTF-8", ...own, ...variables };
      let stdout = "";
      let stderr = "";
      const code = await dispatch(args, root, ({ cwd, color }) => ({
        cwd,
        env,
        clock: () => new Date(),
        terminal: terminalOf({}, env, color),
        errorTerminal: terminalOf({}, env, color),
        write: (text) => {
          stdout += text;
        },
        log: (text) => {
          stderr += text;
        },
      }));
      return { code, stdout, stderr };
    },
  };
}
