import { statSync } from "node:fs";
import { allAdapters } from "@halyard/core";
import { discoverConfig } from "@halyard/core/node";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { paintFor, symbolsFor } from "../terminal/paint.js";
import type { DetectedSdk } from "./detectSdks.js";
import { detectSdks } from "./detectSdks.js";
import type { FoundRegistry } from "./findRegistry.js";
import { findRegistries } from "./findRegistry.js";
import { runnerIn } from "./packageManager.js";
import type { NewFile } from "./planFiles.js";
import { planFiles } from "./planFiles.js";
import { readWorkspace } from "./readWorkspace.js";
import { writeNewFiles } from "./writeNewFiles.js";

/** Runs `halyard init` in the session's directory. A second run finds the first one's files and changes nothing. */
export function runInit(args: Arguments, session: Session): ExitCode {
  const root = session.cwd;
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    session.log(`${inert(root)} is not a directory.\n`);
    return exitCodes.failure;
  }
  const discovery = discoverConfig(root);
  const [problem] = discovery.problems;
  if (problem !== undefined) {
    session.log(`${inert(problem.message)}\n`);
    return exitCodes.failure;
  }
  if (discovery.configPath !== null) {
    session.write(alreadyThere(discovery.configPath, discovery.root, session));
    return exitCodes.clean;
  }
  const seen = readWorkspace(root);
  const sdks = detectSdks(seen.manifests, allAdapters);
  const registries = findRegistries(seen.registryLike);
  const registry = registries.find(({ isReadable }) => isReadable)?.path;
  const files = planFiles({ root, sdks, registry });
  if (args.has("dry-run")) {
    session.write(`${dryRun(files)}${foundLines(sdks, registries)}`);
    return exitCodes.clean;
  }
  const written = writeNewFiles(root, files);
  if (!written.ok) {
    session.log(`${written.message}\n`);
    return exitCodes.failure;
  }
  session.write(
    `${writtenLines(files, session)}${foundLines(sdks, registries)}${nextSteps(files, root)}`,
  );
  return exitCodes.clean;
}

function alreadyThere(configPath: string, root: string, session: Session): string {
  const { success } = symbolsFor(session.terminal);
  const where = root === session.cwd ? "" : ` in ${inert(root)}`;
  return `${success} ${inert(configPath)}${where} configures Halyard already; nothing was changed.\n`;
}

function writtenLines(files: readonly NewFile[], session: Session): string {
  const paint = paintFor(session.terminal);
  const mark = paint("green", symbolsFor(session.terminal).success);
  return files.map(({ path }) => `${mark} wrote ${path}\n`).join("");
}

function dryRun(files: readonly NewFile[]): string {
  return files.map(({ path, text }) => `Would write ${path}:\n${text}`).join("\n");
}

function foundLines(sdks: readonly DetectedSdk[], registries: readonly FoundRegistry[]): string {
  const lines = sdks.map(
    ({ title, packageName, path }) => `  ${title}: ${packageName} in ${inert(path)}`,
  );
  if (lines.length === 0) lines.push("  no flag SDK in any package.json, so every adapter is on");
  for (const { path, format, isReadable } of registries) {
    const use = isReadable ? "" : ", which cannot serve as the registry";
    lines.push(`  ${inert(path)}: a list of flags (${format})${use}`);
  }
  return `\nFound\n${lines.join("\n")}\n`;
}

function nextSteps(files: readonly NewFile[], root: string): string {
  const runner = runnerIn(root);
  const [, registry] = files;
  const first =
    registry === undefined
      ? `  ${runner} list     every flag with its age, verdict and references`
      : `  ${runner} index    every flag reference in the code, to list the flags in ${registry.path}`;
  return `\nNext\n${first}\n  ${runner} check    what has outlived its purpose\n`;
}
