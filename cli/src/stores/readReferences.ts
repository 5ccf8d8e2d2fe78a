import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { isJsonArray, propertyOf } from "@halyard/core";
import type { JsonValue } from "@halyard/core";
import type { RepositoryReferences } from "@halyard/stores";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { reasonOf } from "../output/writeAtomically.js";
import { readReport } from "../references/referenceReport.js";
import { inert } from "../terminal/inert.js";

/** Reads the files of `--references`: what `halyard index` said in other repositories, as a report or as JSON. */
export function readReferences(
  paths: readonly string[],
  cwd: string,
): Outcome<readonly RepositoryReferences[]> {
  const all: RepositoryReferences[] = [];
  for (const path of paths) {
    const read = readFileOf(path, cwd);
    if (!read.ok) return read;
    all.push(read.value);
  }
  return success(all);
}

function readFileOf(path: string, cwd: string): Outcome<RepositoryReferences> {
  let text: string;
  let data: JsonValue;
  try {
    text = readFileSync(resolve(cwd, path), "utf8");
    data = JSON.parse(text) as JsonValue;
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not JSON" : reasonOf(error);
    return failure(`--references: cannot read ${inert(path)}: ${reason}.`);
  }
  const isReport = propertyOf(data, "reportVersion") !== undefined;
  const report = isReport ? readReport(text) : undefined;
  if (typeof report === "string") return failure(`--references: ${inert(path)} ${report}.`);
  const rows = report ?? (isJsonArray(data) ? data.map(rowOf) : [undefined]);
  const references = rows.filter((row) => row !== undefined);
  if (references.length < rows.length) {
    return failure(
      `--references: ${inert(path)} is not what "halyard index --details -f json" writes.`,
    );
  }
  return success({ repository: basename(path).replace(/\.json$/i, ""), references });
}

type Row = RepositoryReferences["references"][number];

function rowOf(value: JsonValue): Row | undefined {
  const [flagKey, path, line] = ["flagKey", "path", "line"].map((name) => propertyOf(value, name));
  const pattern = propertyOf(value, "pattern");
  if (typeof flagKey !== "string" && flagKey !== null) return undefined;
  if (typeof path !== "string" || typeof line !== "number") return undefined;
  return { flagKey, path, line, ...(typeof pattern === "string" && { pattern }) };
}
