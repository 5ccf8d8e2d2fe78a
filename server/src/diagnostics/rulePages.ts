import { existsSync } from "node:fs";
import { invalidSuppressionId, unusedSuppressionId } from "@halyard/core";

/** In the packed package (`prepack` copies them), then in a checkout, where the pages live beside the packages. */
const folders = ["../docs/", "../../../docs/"].map((path) => new URL(path, import.meta.url));

const known = new Map<string, string | undefined>();

/** The URI of the page that explains a rule or a problem, or undefined where there is none. */
export function pageOf(code: string, isProblem: boolean): string | undefined {
  const id = `${String(isProblem)} ${code}`;
  if (!known.has(id)) known.set(id, findPage(code, isProblem));
  return known.get(id);
}

function findPage(code: string, isProblem: boolean): string | undefined {
  const name = isProblem
    ? "problems.md"
    : code === unusedSuppressionId || code === invalidSuppressionId
      ? "suppressions.md"
      : `rules/${code}.md`;
  const page = folders.map((folder) => new URL(name, folder)).find((url) => existsSync(url));
  if (page === undefined) return undefined;
  return isProblem ? `${page.href}#${code}` : page.href;
}
