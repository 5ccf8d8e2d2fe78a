import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { propertyOf } from "@halyard/core";
import type { JsonValue } from "@halyard/core";
import type { RepositoryReferences } from "@halyard/stores";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { reasonOf } from "../output/writeAtomically.js";
import { readReport, type ReportLine } from "../references/referenceReport.js";
import { inert } from "../terminal/inert.js";

/** Reads the reports of `--references`: files, the JSON files of a folder, or addresses on the web. */
export async function readReferences(
  written: readonly string[],
  cwd: string,
): Promise<Outcome<readonly RepositoryReferences[]>> {
  const all: RepositoryReferences[] = [];
  for (const one of written) {
    const read = /^https?:\/\//i.test(one) ? await readAddress(one) : readPath(one, cwd);
    if (!read.ok) return read;
    all.push(...read.value);
  }
  return success(all);
}

function readPath(path: string, cwd: string): Outcome<readonly RepositoryReferences[]> {
  const absolute = resolve(cwd, path);
  try {
    if (!statSync(absolute).isDirectory()) {
      return reportOf(readFileSync(absolute, "utf8"), path);
    }
    const names = readdirSync(absolute).filter((name) => name.endsWith(".json"));
    if (names.length === 0) return failure(`--references: ${inert(path)} holds no report.`);
    const all: RepositoryReferences[] = [];
    for (const name of names.sort()) {
      const read = reportOf(readFileSync(join(absolute, name), "utf8"), join(path, name));
      if (!read.ok) return read;
      all.push(...read.value);
    }
    return success(all);
  } catch (error) {
    return failure(`--references: cannot read ${inert(path)}: ${reasonOf(error)}.`);
  }
}

/** Addresses can hold a signature, so that only the host and the file's name are ever shown. */
async function readAddress(text: string): Promise<Outcome<readonly RepositoryReferences[]>> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return failure("--references: this is no address of a report.");
  }
  const { readDocument } = await import("@halyard/stores");
  const shown = `${url.host}/${basename(url.pathname)}`;
  const document = await readDocument(url);
  return document.ok
    ? reportOf(JSON.stringify(document.value), shown)
    : failure(`--references: ${inert(shown)} ${document.message}.`);
}

function reportOf(text: string, name: string): Outcome<readonly RepositoryReferences[]> {
  const report = readReport(text);
  if (typeof report === "string") {
    const advice = 'write it with "halyard index --format report"';
    return failure(`--references: ${inert(name)} ${report}; ${advice}.`);
  }
  const repository = basename(name).replace(/\.json$/i, "");
  return success([{ repository, references: report.map(referenceOf) }]);
}

/** A read whose key is built at run time has its pattern beside the fields that every line has. */
function referenceOf(line: ReportLine): RepositoryReferences["references"][number] {
  const { flagKey, path, line: number } = line;
  const pattern = propertyOf(line as unknown as JsonValue, "pattern");
  return { flagKey, path, line: number, ...(typeof pattern === "string" && { pattern }) };
}
