import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { TestClient, type ClientOptions } from "./client.js";

/** A configuration that knows `isEnabled`, `getText` and members of `flags`. */
export const configuration = JSON.stringify({
  registry: "flags.json",
  matchers: [
    { kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" },
    { kind: "call", names: ["getText"], key: 0, default: 1, valueType: "string" },
    { kind: "property", objects: ["flags"], knownKeysOnly: true },
  ],
});

/** A directory with files, gone when the tests end. */
export function directoryWith(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-server-")));
  process.once("exit", () => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

/** Writes one file, with the directories on the way. */
export function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A server on files, ended when the test ends. */
export async function serverOn(
  files: Readonly<Record<string, string>>,
  options: ClientOptions = {},
): Promise<TestClient> {
  const root = directoryWith({ "halyard.config.json": configuration, ...files });
  const client = await TestClient.start(root, options);
  onTestFinished(() => {
    client.kill();
  });
  return client;
}

/** A server on files for all tests of a suite; whoever starts it ends it. */
export async function sharedServer(
  files: Readonly<Record<string, string>>,
  options: ClientOptions = {},
): Promise<TestClient> {
  const root = directoryWith({ "halyard.config.json": configuration, ...files });
  return TestClient.start(root, options);
}

/** A server with several folders; whoever starts it ends it. */
export async function serverFor(
  folders: readonly string[],
  options: ClientOptions = {},
): Promise<TestClient> {
  const [root = "/"] = folders;
  return TestClient.start(root, { ...options, folders });
}

/** Text with `‸` for the cursor: the text without it, and where it was. */
export function withCursor(marked: string): {
  text: string;
  position: { line: number; character: number };
} {
  const at = marked.indexOf("‸");
  if (at < 0) throw new Error("There is no ‸ in the text.");
  const before = marked.slice(0, at).split("\n");
  return {
    text: marked.replace("‸", ""),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}
