import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../tools/examples.mjs";
import { isFixture, pageOf, repositoryFiles } from "./repository.js";

const pages = repositoryFiles().filter((path) => path.endsWith(".md") && !isFixture(path));

/** A page without its code, where brackets mean something else. */
function prose(page: string): string {
  let inFence = false;
  const lines = pageOf(page)
    .split("\n")
    .filter((line) => {
      const isFence = line.trimStart().startsWith("```");
      if (isFence) inFence = !inFence;
      return !isFence && !inFence;
    });
  return lines.join("\n").replace(/`[^`\n]*`/g, "code");
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of pageOf(page).matchAll(/^#{1,6} (\S.*)$/gm)) {
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

function brokenLinksOf(page: string): string[] {
  const broken: string[] = [];
  for (const [, target = ""] of prose(page).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file = "", anchor] = target.split("#");
    const path = file === "" ? page : posix.join(posix.dirname(page), decodeURI(file));
    const exists = existsSync(join(root, path));
    const hasAnchor =
      anchor === undefined || (path.endsWith(".md") && exists && anchorsOf(path).has(anchor));
    if (!exists || !hasAnchor) broken.push(`${page}: ${target}`);
  }
  return broken;
}

test("every link to a file or a heading leads somewhere", () => {
  expect(pages.flatMap(brokenLinksOf)).toEqual([]);
});

test("every page of the documentation can be reached from its index", () => {
  const listed = ["docs/README.md", "docs/rules/README.md"].flatMap((index) =>
    [...prose(index).matchAll(/\]\(([^)#]+\.md)/g)].map(([, target = ""]) =>
      posix.join(posix.dirname(index), target),
    ),
  );
  const unlisted = pages.filter((page) => page.startsWith("docs/") && !listed.includes(page));
  expect(unlisted).toEqual(["docs/README.md"]);
});
