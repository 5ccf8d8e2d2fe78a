import { existsSync } from "node:fs";
import { invalidSuppressionId, unusedSuppressionId } from "@halyard/core";

/** In the packed package, then in a checkout, where the pages live beside the packages. */
const folders = [new URL("../docs/", import.meta.url), new URL("../../../docs/", import.meta.url)];

/** Rules of this plugin that are explained on a page of another name. */
const otherPages: ReadonlyMap<string, string> = new Map([
  [unusedSuppressionId, "suppressions.md"],
  [invalidSuppressionId, "suppressions.md"],
  ["valid-setup", "eslint.md"],
]);

/** The address of a rule's page: the package brings its pages along, so that a link works offline, and fits the version. */
export function documentationUrl(ruleId: string): string {
  const page = otherPages.get(ruleId) ?? `rules/${ruleId}.md`;
  const [first, ...others] = folders.map((folder) => new URL(page, folder));
  return (
    ([first, ...others].find((url) => url !== undefined && existsSync(url)) ?? first)?.href ?? ""
  );
}
