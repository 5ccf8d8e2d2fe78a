import { readFileSync } from "node:fs";
import { freshBundle } from "@halyard/core/bundle";
import type * as Serving from "./serve.js";

const help = `Halyard's language server: feature flags, kept short-lived, in any editor.

Usage: halyard-language-server --stdio

  --stdio          Speak the protocol over standard input and output
  --node-ipc       Speak it over the channel of a parent Node.js process
  --socket=PORT    Speak it over a socket that the editor listens on
  --pipe=NAME      Speak it over a named pipe
  --version        Show the version
  --help           Show this text

Editors start it by themselves; docs/editors.md says how to set each of them up.
`;

/** Ways to reach an editor; what the protocol's library reads from the arguments itself. */
const transports = ["--stdio", "--node-ipc", "--socket", "--pipe"];

/** Runs the language server for a process's arguments; standard output belongs to the protocol from then on. */
export function main(args: readonly string[]): void {
  if (args.includes("--version")) process.stdout.write(`${readVersion()}\n`);
  else if (args.includes("--help") || args.includes("-h")) process.stdout.write(help);
  else if (args.some((arg) => transports.includes(arg.split("=")[0] ?? ""))) void start();
  else {
    process.stderr.write(`Say how to reach the editor, usually with --stdio.\n\n${help}`);
    process.exitCode = 2;
  }
}

/** Serves the editor that the process's arguments name; answers when the connection listens. */
export async function start(): Promise<void> {
  const bundle = freshBundle(new URL("./", import.meta.url), "serve");
  const { serve } =
    bundle === undefined
      ? await import("./serve.js")
      : ((await import(bundle.href)) as typeof Serving);
  serve(readVersion());
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return (manifest as { readonly version: string }).version;
}
