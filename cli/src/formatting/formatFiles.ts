import { execFile } from "node:child_process";
import { relative } from "node:path";
import { failure, success, type Outcome } from "../command.js";
import { inert } from "../terminal/inert.js";
import { findFormatter, type InstalledFormatter } from "./findFormatter.js";

/** Files of one call, so that no command line grows too long. */
const most = 100;

/**
 * Runs the project's own formatter on some files, each with the formatter of the package it belongs to. Answers a
 * sentence on what was done. Only ever called where a person has asked for it: it runs a program of the workspace.
 */
export async function formatFiles(
  root: string,
  paths: readonly string[],
): Promise<Outcome<string>> {
  const groups = new Map<string, { readonly with: InstalledFormatter; readonly files: string[] }>();
  let isNamed = false;
  for (const path of paths) {
    const found = findFormatter(root, path);
    if (found === "missing") isNamed = true;
    if (found === undefined || found === "missing") continue;
    const group = groups.get(found.script + found.directory) ?? { with: found, files: [] };
    groups.set(found.script + found.directory, group);
    group.files.push(path);
  }
  if (groups.size === 0) {
    return failure(
      isNamed
        ? "The project's formatter is not installed, so nothing was formatted."
        : "No package.json here names Biome, Prettier, dprint or ESLint, so nothing was formatted.",
    );
  }
  for (const { with: found, files } of groups.values()) {
    for (let at = 0; at < files.length; at += most) {
      const message = await run(root, found, files.slice(at, at + most));
      if (message !== undefined)
        return failure(`The files are written, but ${found.formatter.name} failed: ${message}`);
    }
  }
  const names = [...new Set([...groups.values()].map((group) => group.with.formatter.name))];
  return success(`Formatted with ${names.join(" and ")}.`);
}

/** Runs a formatter; answers what it said where it failed. */
function run(
  root: string,
  { formatter, script, directory }: InstalledFormatter,
  files: readonly string[],
): Promise<string | undefined> {
  const from = relative(root, directory);
  const names = files.map((path) => `./${relative(from, path)}`);
  return new Promise((done) => {
    execFile(
      process.execPath,
      [script, ...formatter.args, ...names],
      { cwd: directory, windowsHide: true },
      (error, _stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number" && formatter.good.includes(code)) done(undefined);
        else done(inert(stderr.trim().split("\n")[0] ?? "") || `exit code ${String(code)}`);
      },
    );
  });
}
