import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { examplesDay, root as checkout } from "../../tools/examples.mjs";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

const text = readFileSync(join(checkout, "action/action.yml"), "utf8");
const { inputs, runs } = parse(text) as {
  inputs: Record<string, unknown>;
  runs: { using: string; steps: Step[] };
};

test("every step is pinned by the SHA of a commit, with its version beside", () => {
  const used = [...text.matchAll(/uses: (.+)$/gmu)].map(([, name = ""]) => name);
  expect(used.length).toBe(runs.steps.filter(({ uses }) => uses !== undefined).length);
  for (const name of used) expect(name).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/u);
});

test("no input becomes part of a script's text", () => {
  for (const { run } of runs.steps) expect(run ?? "").not.toContain("${{");
});

test("the pages that show actions pin the same commits", () => {
  const known = new Set([...text.matchAll(/uses: (\S+@[0-9a-f]{40})/gu)].map(([, name]) => name));
  const shown = ["docs/ci.md", "action/README.md"].flatMap((page) =>
    [...readFileSync(join(checkout, page), "utf8").matchAll(/uses: (\S+)/gu)].map(
      ([, name = ""]) => name,
    ),
  );
  expect(shown.length).toBeGreaterThan(3);
  for (const name of shown) {
    expect(name).toMatch(/@(?:[0-9a-f]{40}|COMMIT)$/u);
    if (name.startsWith("github/codeql-action")) expect(known).toContain(name);
  }
});

/** Runs the script of the check as a runner does, with the inputs' defaults where a test gives none. */
async function runCheck(
  given: Readonly<Record<string, string>>,
): Promise<{ stdout: string; outputs: string; summary: string; sarif: string }> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "halyard-action-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  cpSync(join(checkout, "examples/quick-start"), root, {
    recursive: true,
    filter: (path) => !/[\\/]node_modules(?:$|[\\/])/u.test(path),
  });
  mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
  symlinkSync(join(checkout, "cli/bin/halyard.js"), join(root, "node_modules/.bin/halyard"));
  chmodSync(join(checkout, "cli/bin/halyard.js"), 0o755);
  for (const file of ["output", "summary"]) writeFileSync(join(root, file), "");
  const env = {
    ...process.env,
    HALYARD_VERSION: "",
    HALYARD_PATHS: "",
    HALYARD_SINCE: "",
    HALYARD_DAY: examplesDay,
    HALYARD_MAX_WARNINGS: "",
    HALYARD_SARIF: "halyard.sarif",
    HALYARD_DIRECTORY: ".",
    GITHUB_OUTPUT: join(root, "output"),
    GITHUB_STEP_SUMMARY: join(root, "summary"),
    RUNNER_TEMP: root,
    ...given,
  };
  const script = join(checkout, "action/check.sh");
  const stdout = await new Promise<string>((resolve) => {
    execFile("bash", [script], { cwd: root, env }, (_error, out) => {
      resolve(out);
    });
  });
  const read = (file: string): string =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "";
  return {
    stdout,
    outputs: read("output"),
    summary: read("summary"),
    sarif: read("halyard.sarif"),
  };
}

test("the check annotates, fills the summary, writes SARIF, and leaves the conclusion to later steps", async () => {
  const { stdout, outputs, summary, sarif } = await runCheck({});
  expect(stdout).toContain("::error file=src/payments.ts,line=16,");
  expect(outputs).toMatch(/^exit-code=1\nsarif-file=\.\/halyard\.sarif\nreport-file=.+\n$/u);
  expect(summary).toMatch(/^## Halyard: /u);
  expect(JSON.parse(sarif)).toMatchObject({ version: "2.1.0" });
});

test("paths are paths, whatever they look like", async () => {
  const { stdout, outputs } = await runCheck({ HALYARD_PATHS: "src/theme.ts --suppress-all" });
  expect(stdout).not.toContain("::error");
  expect(outputs).toContain("exit-code=2");
});

test("every input is handed to a step", () => {
  for (const name of Object.keys(inputs)) expect(text).toContain(`inputs.${name} `);
});
