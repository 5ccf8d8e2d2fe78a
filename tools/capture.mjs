import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { commandFile, root } from "./examples.mjs";

/** `<!-- capture: DIRECTORY $ halyard ARGUMENTS -->` up to `<!-- /capture -->`. */
const capture = /<!-- capture: (\S+) \$ halyard (.+?) -->\n[\s\S]*?<!-- \/capture -->/g;

/**
 * Fills every capture in a page with what the command prints today, run in the named directory without colour.
 *
 * @param {string} page
 * @returns {string}
 */
export function withCaptures(page) {
  return page.replace(capture, (_, /** @type {string} */ directory, /** @type {string} */ args) =>
    [
      `<!-- capture: ${directory} $ halyard ${args} -->`,
      "",
      "```text",
      `$ halyard ${args}`,
      outputOf(directory, args.split(" ")),
      "```",
      "",
      "<!-- /capture -->",
    ].join("\n"),
  );
}

/**
 * @param {string} directory
 * @param {string[]} args
 */
function outputOf(directory, args) {
  const { FORCE_COLOR: _, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandFile, ...args], {
    cwd: join(root, directory),
    encoding: "utf8",
    env: { ...environment, NO_COLOR: "1" },
  });
  // 1 is "there are findings", which is what a capture is there to show.
  if (status !== 0 && status !== 1) {
    throw new Error(`halyard ${args.join(" ")} ended with ${String(status)}: ${stderr}`);
  }
  return stdout
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
}
