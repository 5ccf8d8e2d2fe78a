import halyard from "eslint-plugin-halyard";
import { allRules } from "../core/dist/rules/all.js";

/** The part of `docs/eslint.md` and of the plugin's README that follows from the plugin itself. */
const marked = /<!-- eslint rules -->\n[\s\S]*?<!-- \/eslint rules -->/;

/**
 * Fills the marked part of a page with the plugin's rules. `pages` leads from the page to `docs`.
 *
 * @param {string} page
 * @param {string} pages
 * @returns {string}
 */
export function withEslintRules(page, pages) {
  const rows = Object.entries(halyard.rules).map(([name, rule]) =>
    [
      `[\`halyard/${name}\`](${pages}${pageOf(name)})`,
      rule.meta.docs.description,
      severityOf(name),
      rule.meta.docs.appearsWithTime ? "yes" : "",
      rule.meta.hasSuggestions ? "yes" : "",
    ].join(" | "),
  );
  const table = [
    "| Rule | What it is for | Default | Appears with time | Suggestions |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
  return page.replace(marked, () => `<!-- eslint rules -->\n\n${table}\n\n<!-- /eslint rules -->`);
}

/** @param {string} name */
function pageOf(name) {
  if (allRules.some(({ id }) => id === name)) return `rules/${name}.md`;
  return name === "valid-setup" ? "eslint.md#when-something-is-wrong" : "suppressions.md";
}

/** @param {string} name */
function severityOf(name) {
  if (name === "valid-setup") return "error";
  return allRules.find(({ id }) => id === name)?.meta.defaultSeverity ?? "warn";
}
