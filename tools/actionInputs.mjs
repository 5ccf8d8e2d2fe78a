import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "./examples.mjs";

/** The part of the action's README that follows from `action.yml`. */
const marked = /<!-- inputs -->\n[\s\S]*?<!-- \/inputs -->/;

/**
 * Fills the marked part of the page with inputs and outputs of the action.
 *
 * @param {string} page
 * @returns {string}
 */
export function withActionInputs(page) {
  const { inputs, outputs } = parse(readFileSync(join(root, "action/action.yml"), "utf8"));
  const tables = [
    "| Input | What it does | Default |",
    "| --- | --- | --- |",
    ...Object.entries(inputs).map(
      ([name, one]) => `| \`${name}\` | ${one.description} | ${defaultOf(one.default)} |`,
    ),
    "",
    "| Output | What it tells |",
    "| --- | --- |",
    ...Object.entries(outputs).map(([name, one]) => `| \`${name}\` | ${one.description} |`),
  ];
  return page.replace(marked, () => `<!-- inputs -->\n\n${tables.join("\n")}\n\n<!-- /inputs -->`);
}

/** @param {string} value */
function defaultOf(value) {
  if (value === "") return "";
  return value.startsWith("${{") ? "the job's token" : `\`${value}\``;
}
