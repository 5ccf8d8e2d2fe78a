/**
 * `npm start`: the main job, shown on the bundled examples.
 *
 * The examples have findings on purpose, so findings are not a failure here; anything else is.
 */
import { spawnSync } from "node:child_process";
import { styleText } from "node:util";
import { commandFile, examples, examplesDay, root } from "./examples.mjs";

const applications = examples();
const width = Math.min(process.stdout.columns ?? 100, 100);
const coloured = process.stdout.isTTY && process.env.NO_COLOR === undefined;
let failed = false;

console.log(
  `\n${bold("Halyard")} looks at ${String(applications.length)} example applications as they stand on ${examplesDay}.`,
);
for (const { path, description } of applications) {
  heading(path, description);
  const { status } = spawnSync(
    process.execPath,
    [commandFile, "check", "--cwd", path, "--now", examplesDay],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  // 0 is clean, 1 is findings; everything else means that the check itself went wrong.
  if (status !== 0 && status !== 1) failed = true;
}
farewell();
process.exitCode = failed ? 1 : 0;

/**
 * @param {string} title
 * @param {string} description
 */
function heading(title, description) {
  const line = "─".repeat(Math.max(3, width - title.length - 4));
  console.log(`\n${dim("──")} ${bold(title)} ${dim(line)}`);
  if (description !== "") console.log(`   ${description}`);
}

function farewell() {
  console.log(`\n${dim("─".repeat(width))}`);
  if (failed) {
    console.log("A check above could not run. Its message says why.\n");
    return;
  }
  console.log("The examples have these findings on purpose, so this run ends well (exit code 0).");
  console.log("In your own repository, `halyard check` exits with 1 when it finds errors.\n");
  console.log(
    `Try next:  ${bold("npx halyard list --cwd examples/quick-start")}     every flag at a glance`,
  );
  console.log(
    `           ${bold("npx halyard explain rolled-out-flag")}             why a rule says what it says`,
  );
  console.log(
    `           ${bold("npx halyard init --cwd path/to/your/repository")}  start in your own\n`,
  );
}

/** @param {string} text */
function bold(text) {
  return coloured ? styleText("bold", text) : text;
}

/** @param {string} text */
function dim(text) {
  return coloured ? styleText("dim", text) : text;
}
