import { expect, test } from "vitest";
import { coreLayers } from "../../tools/layers.mjs";
import { pageOf, repositoryFiles } from "./repository.js";

const folders = [
  ...new Set(repositoryFiles().flatMap((path) => /^core\/src\/([^/]+)\//.exec(path)?.[1] ?? [])),
].sort();

test("every folder of core has a paragraph in ARCHITECTURE.md", () => {
  const page = pageOf("ARCHITECTURE.md");
  expect(folders.filter((folder) => !page.includes(`\`core/src/${folder}\``))).toEqual([]);
});

test("every folder of core has its layer, and every layer its folder", () => {
  expect(Object.keys(coreLayers).sort()).toEqual(folders);
});
