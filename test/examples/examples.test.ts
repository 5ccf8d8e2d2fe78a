import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const examples = [
  "live-feed-to-service",
  "order-service-switch",
  "quick-start",
  "search-cluster-move",
];

interface Expected {
  readonly ruleId: string;
  readonly path: string;
  readonly line: number;
}

interface CheckOutput {
  readonly findings: readonly (Expected & { readonly severity: string })[];
  readonly problems: readonly unknown[];
}

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function check(example: string): Promise<Run> {
  const options = ["--format", "json", "--now", "2026-11-22", "--cwd", `examples/${example}`];
  // What an earlier run remembered must have no say here.
  const args = ["cli/bin/halyard.js", "check", "--no-cache", ...options];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: fileURLToPath(root) },
      (_error, stdout, stderr) => {
        resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

function readExample(example: string, file: string): Promise<string> {
  return readFile(new URL(`examples/${example}/${file}`, root), "utf8");
}

describe.each(examples)("%s", (example) => {
  it("gets exactly the findings that a reviewer would write", async () => {
    const expected = JSON.parse(await readExample(example, "expected-findings.json")) as Expected[];
    const { exitCode, stdout, stderr } = await check(example);
    expect(stderr).toBe("");
    const { findings, problems } = JSON.parse(stdout) as CheckOutput;
    expect(problems).toEqual([]);
    const found = findings.map(({ ruleId, path, line }) => ({ ruleId, path, line }));
    expect(found.map(asText).sort()).toEqual(expected.map(asText).sort());
    expect(exitCode).toBe(findings.some(({ severity }) => severity === "error") ? 1 : 0);
  });

  it("explains every finding in its README", async () => {
    const expected = JSON.parse(await readExample(example, "expected-findings.json")) as Expected[];
    const rows = (await readExample(example, "README.md"))
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
      .map(([, place, rule]) => `${String(place)} ${String(rule)}`);
    expect(rows.sort()).toEqual(expected.map(asText).sort());
  });
});

function asText({ path, line, ruleId }: Expected): string {
  return `${path}:${line} ${ruleId}`;
}
