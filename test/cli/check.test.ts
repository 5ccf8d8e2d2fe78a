import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatNames } from "../../cli/src/formatters/formatNames.js";
import { createWorkspace, sampleFiles, sourceOf, today } from "./workspace.js";

test("check tells its findings for people, and an error among them is exit code 1", async () => {
  const { code, stdout, stderr } = await createWorkspace(sampleFiles).halyard("check", ...today);
  expect(stdout).toMatchInlineSnapshot(`
    "flags.json
       66:5  warning  Flag "gift-cards" has no reference left in the code, so it is
                      safe to archive; archive it in its store and drop this entry.
                      unused-flag

    src/checkout.ts
       6:39  warning  Flag "new-checkout" has been on for everyone in production
                      since 2026-01-10 (50 days); remove it and keep the "on" branch
                      (\`halyard remove new-checkout\`).  rolled-out-flag
                      └ Flag "new-checkout" is registered here. (flags.json:4:5)

    src/shipping.ts
       6:39  warning  Flag "free-shipping" expired on 2026-02-15 (14 days ago);
                      remove it, or give it a later \`expires\` in flags.json.
                      expired-flag
                      └ Flag "free-shipping" is registered here. (flags.json:63:20)
      10:39  error    Flag "free-shiping" is not in flags.json; did you mean
                      "free-shipping"? Correct the key, or add the flag there.
                      unknown-flag

    ✖ 4 findings (1 error, 3 warnings) in 3 files
      Next: halyard explain unknown-flag
            halyard explain free-shiping
            halyard list
    "
  `);
  expect(stderr).toBe("");
  expect(code).toBe(1);
});

test("check is the default, paths narrow the findings, and warnings alone are exit code 0", async () => {
  const workspace = createWorkspace(sampleFiles);
  const { code, stdout } = await workspace.halyard("src/checkout.ts", "--format", "json", ...today);
  expect(code).toBe(0);
  const { findings } = JSON.parse(stdout) as { findings: { ruleId: string; path: string }[] };
  expect(findings.map(({ ruleId, path }) => [path, ruleId])).toEqual([
    ["src/checkout.ts", "rolled-out-flag"],
  ]);
  const inside = await workspace.halyard(
    "--cwd",
    "src",
    "checkout.ts",
    "--format",
    "json",
    ...today,
  );
  expect(inside.stdout).toBe(stdout);
});

test.each([
  ["more warnings than allowed", ["src/checkout.ts", "--max-warnings", "0"], 1],
  ["as many warnings as allowed", ["src/checkout.ts", "--max-warnings", "1"], 0],
  ["a hidden warning still counts", ["src/checkout.ts", "--max-warnings", "0", "--quiet"], 1],
  ["a rule made an error", ["src/checkout.ts", "--rule", "rolled-out-flag:error"], 1],
  ["a rule turned off", ["--rule", "unknown-flag:off"], 0],
  ["a rule made a warning", ["--rule=unknown-flag:warn"], 0],
])("%s", async (_name, args, expected) => {
  const { code, stderr } = await createWorkspace(sampleFiles).halyard("check", ...args, ...today);
  expect([code, stderr]).toEqual([
    expected,
    args.includes("--max-warnings") && expected === 1
      ? "Too many warnings: 1, and --max-warnings allows 0.\n"
      : "",
  ]);
});

test("quiet hides warnings and says how many", async () => {
  const { stdout } = await createWorkspace(sampleFiles).halyard("--quiet", ...today);
  expect(stdout).not.toContain("warning  ");
  expect(stdout).toContain(
    "1 finding (1 error, 0 warnings) in 1 file · 3 warnings hidden by --quiet",
  );
});

test("every format at once: one to standard output, the others to files, whole and alone", async () => {
  const workspace = createWorkspace(sampleFiles);
  const files = formatNames.filter((name) => name !== "stylish");
  const targets = files.map((name) => `--format=${name}=out/deep/${name}.txt`);
  const { code, stdout } = await workspace.halyard("--format", "stylish", ...targets, ...today);
  expect(code).toBe(1);
  expect(stdout).toContain("4 findings");
  expect(readdirSync(join(workspace.root, "out/deep")).sort()).toEqual(
    files.map((name) => `${name}.txt`).sort(),
  );
  for (const name of files) {
    const alone = await workspace.halyard("-f", name, ...today);
    expect(workspace.read(`out/deep/${name}.txt`)).toBe(alone.stdout);
    expect(alone.code).toBe(1);
  }
});

test("an output file gets plain text, and a directory in its place is refused", async () => {
  const workspace = createWorkspace(sampleFiles);
  const written = await workspace.halyard("-o", "report.txt", "--color", ...today);
  expect([written.code, written.stdout]).toEqual([1, ""]);
  expect(workspace.read("report.txt")).toMatch(/^flags\.json\n {2}/);
  const refused = await workspace.halyard("-o", "src", ...today);
  expect([refused.code, refused.stderr]).toEqual([2, "Cannot write src: it is a directory.\n"]);
});

test("the same day gives the same bytes, with a cache, without one, and with any number of workers", async () => {
  const workspace = createWorkspace(sampleFiles);
  for (const format of ["json", "sarif"]) {
    const answers = new Set<string>();
    for (const how of [
      ["--no-cache"],
      [],
      [],
      ["--workers", "2", "--no-cache"],
      ["--concurrency=1"],
    ]) {
      answers.add((await workspace.halyard("--format", format, ...how, ...today)).stdout);
    }
    expect(answers.size).toBe(1);
  }
});

test("another day gives another answer", async () => {
  const workspace = createWorkspace(sampleFiles);
  const early = await workspace.halyard("--format", "json", "--now", "2026-02-10T23:59:59Z");
  expect(early.stdout).not.toContain("expired-flag");
  expect(early.stdout).toContain('"date": "2026-02-10"');
  const late = await workspace.halyard("--format", "json", "--now", "2026-02-16");
  expect(late.stdout).toContain("expired-flag");
});

test("a comment with a reason silences a finding; SARIF keeps it with the reason", async () => {
  const comment = "  // halyard-ignore-next-line rolled-out-flag -- waits for the audit\n";
  const source = sourceOf("new-checkout").replace("  return (", `${comment}  return (`);
  const workspace = createWorkspace({ ...sampleFiles, "src/checkout.ts": source });
  const { code, stdout } = await workspace.halyard("src/checkout.ts", "-f", "sarif", ...today);
  expect(code).toBe(0);
  const [run] = (JSON.parse(stdout) as { runs: { results: object[] }[] }).runs;
  expect(run?.results).toMatchObject([
    {
      ruleId: "rolled-out-flag",
      suppressions: [{ kind: "inSource", justification: "waits for the audit" }],
    },
  ]);
});

test("comments that are unneeded or lack a reason are warnings of their own", async () => {
  const source = `// halyard-ignore-file stale-flag -- nothing here\n${sourceOf("gift-cards")}// halyard-ignore-line stale-flag\n`;
  const workspace = createWorkspace({ ...sampleFiles, "src/gifts.ts": source });
  const { code, stdout } = await workspace.halyard("src/gifts.ts", "--max-warnings", "0", ...today);
  expect(code).toBe(1);
  expect(stdout).toContain("unused-suppression");
  expect(stdout).toContain("invalid-suppression");
});

test("nothing is written but what was asked for and the cache", async () => {
  const workspace = createWorkspace(sampleFiles);
  await workspace.halyard(...today, "--no-cache");
  expect(existsSync(join(workspace.root, "node_modules"))).toBe(false);
  expect(readdirSync(workspace.root).sort()).toEqual([
    ".gitignore",
    "flags.json",
    "halyard.config.json",
    "package.json",
    "src",
  ]);
  await workspace.halyard(...today, "--cache-location", "kept");
  expect(existsSync(join(workspace.root, "node_modules"))).toBe(false);
  expect(readdirSync(join(workspace.root, "kept"))).not.toEqual([]);
});
