import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { isJsonArray, propertyOf } from "@halyard/core";
import type { JsonValue } from "@halyard/core";
import type { RepositoryReferences } from "@halyard/stores";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { reasonOf } from "../output/writeAtomically.js";
import { inert } from "../terminal/inert.js";

/** Reads the files of `--references`: each is what `halyard index --details -f json` said in another repository. */
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
  let data: JsonValue;
  try {
    data = JSON.parse(readFileSync(resolve(cwd, path), "utf8")) as JsonValue;
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not JSON" : reasonOf(error);
    return failure(`--references: cannot read ${inert(path)}: ${reason}.`);
  }
  const rows = isJsonArray(data) ? data.map(rowOf) : [undefined];
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
