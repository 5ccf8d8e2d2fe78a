import { expect, test } from "vitest";
import { format, resolveConfig } from "prettier";
import { withCaptures } from "../../tools/capture.mjs";
import { pageOf, repositoryFiles } from "./repository.js";

const scripts = JSON.parse(pageOf("package.json")).scripts as Record<string, string>;
const guides = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"];

test.each(guides)("every npm script that %s names exists", (page) => {
  const named = [...pageOf(page).matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)];
  const missing = named
    .map(([, script, short]) => script ?? short ?? "")
    .filter((script) => !(script in scripts));
  expect(missing).toEqual([]);
});

test("the README promises the two commands that do everything", () => {
  const readme = pageOf("README.md");
  expect(readme).toContain("npm start");
  expect(readme).toContain("npm test");
});

test.each(guides)("every path that %s names in code exists", (page) => {
  const files = repositoryFiles();
  const named = [
    ...pageOf(page).matchAll(/`((?:core|cli|test|tools|docs|bench|examples)\/[\w./-]+)`/g),
  ].map(([, path = ""]) => path.replace(/\/$/, ""));
  // "your" marks the name that the reader fills in.
  const missing = named.filter(
    (path) =>
      !path.includes("/your") &&
      !files.some((file) => file === path || file.startsWith(`${path}/`)),
  );
  expect(missing).toEqual([]);
});

test("what the README shows is what the command prints", async () => {
  const readme = pageOf("README.md");
  expect(readme).toMatch(/<!-- capture: \S+ \$ halyard check/);
  const options = await resolveConfig("README.md");
  const wanted = await format(withCaptures(readme), { ...options, filepath: "README.md" });
  expect(readme).toBe(wanted);
});
