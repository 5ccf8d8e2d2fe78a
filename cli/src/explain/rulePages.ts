import { readFileSync } from "node:fs";
import { invalidSuppressionId, unusedSuppressionId } from "@halyard/core";
import { packageRoot } from "../package/version.js";

/** In the packed package (`prepack` copies them), then in a checkout, where the pages live beside the packages. */
const folders = [new URL("dist/docs/", packageRoot), new URL("../docs/", packageRoot)];

/** What `check` can report of suppression comments is explained on their own page. */
const otherPages: ReadonlyMap<string, string> = new Map([
  [unusedSuppressionId, "suppressions.md"],
  [invalidSuppressionId, "suppressions.md"],
]);

/** The page of a rule in Markdown; undefined where there is none. `ruleId` must be a rule's or a comment report's id. */
export function readRulePage(ruleId: string): string | undefined {
  const name = otherPages.get(ruleId) ?? `rules/${ruleId}.md`;
  for (const folder of folders) {
    try {
      return readFileSync(new URL(name, folder), "utf8");
    } catch {
      // Not here: a package has its own copy, a checkout has the originals.
    }
  }
  return undefined;
}

/** Ids that have a page although no rule has them. */
export const otherPageIds: readonly string[] = [...otherPages.keys()];
