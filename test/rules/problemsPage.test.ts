import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refusalCodes } from "../../core/src/removal/model.js";

const core = new URL("../../core/src/", import.meta.url);
const page = readFileSync(new URL("../../docs/problems.md", import.meta.url), "utf8");
const listed = new Set([...page.matchAll(/`([a-z]+(?:-[a-z]+)*)`/gu)].map(([, code]) => code));
const refusals: ReadonlySet<string> = new Set(refusalCodes);

/** Rooms whose problems the page lists; refusals of removals have a page of their own. */
const rooms = ["analysis", "config", "node", "registry", "rules", "schema", "state", "syntax"];

function sourcesOf(room: string): readonly { path: string; text: string }[] {
  const folder = new URL(`${room}/`, core);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({
      path: `${room}/${path}`,
      text: readFileSync(new URL(path, folder), "utf8"),
    }));
}

/** Codes that a source file writes out: given to a sink, or as the `code` of a problem. */
function codesIn(text: string): readonly string[] {
  const given = text.matchAll(
    /(?:\.(?:error|warning)\(\s*|discoveryProblem\(\s*|\bcode: )"([a-z]+(?:-[a-z]+)*)"/gu,
  );
  return [...given].map(([, code = ""]) => code);
}

test("every code that core writes out is on the page", () => {
  const found = rooms
    .flatMap(sourcesOf)
    .flatMap(({ path, text }) => codesIn(text).map((code) => ({ path, code })));
  expect(found.length).toBeGreaterThan(40);
  const missing = found.filter(
    ({ code }) => !listed.has(code) && !listed.has(`registry-${code}`) && !refusals.has(code),
  );
  expect(missing).toEqual([]);
});
