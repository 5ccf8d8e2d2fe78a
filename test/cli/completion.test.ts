import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../../cli/src/commandTable.js";
import { createWorkspace } from "./workspace.js";

async function script(shell: string): Promise<string> {
  const { code, stdout, stderr } = await createWorkspace({}).halyard("completion", shell);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

/** What bash offers after these words; the last one is being typed. */
function bashOffers(source: string, ...words: readonly string[]): string[] {
  const program = `${source}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _halyard; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync("bash", ["-c", program, "bash", "halyard", ...words], {
    cwd: join(import.meta.dirname, "../../cli"),
    encoding: "utf8",
  });
  return output.split("\n").filter((line) => line !== "");
}

test("bash completes commands, options, values and files", async () => {
  const source = await script("bash");
  expect(bashOffers(source, "li")).toEqual(["list"]);
  expect(bashOffers(source, "list", "--out")).toEqual(["--outcome"]);
  expect(bashOffers(source, "list", "--outcome", "rolled")).toEqual(["rolled-out", "rolled-back"]);
  expect(bashOffers(source, "check", "-f", "s")).toEqual(["stylish", "sarif"]);
  expect(bashOffers(source, "check", "--config", "packa")).toEqual(["package.json"]);
  expect(bashOffers(source, "completion", "f")).toEqual(["fish"]);
  expect(bashOffers(source, "--sup").sort()).toEqual([
    "--suppress-all",
    "--suppress-rule",
    "--suppressions-location",
  ]);
});

test.each(["bash", "zsh", "fish", "pwsh"])(
  "the script for %s names every command and option",
  async (shell) => {
    const source = await script(shell);
    for (const { name, options } of commands) {
      expect(source).toContain(name);
      for (const [option, { aliasOf }] of Object.entries(options)) {
        if (aliasOf === undefined)
          expect(source).toContain(shell === "fish" ? `-l ${option}` : `--${option}`);
      }
    }
  },
);

test.each([
  ["bash", ["-n"]],
  ["zsh", ["-n"]],
  ["fish", ["--no-execute"]],
])(
  "the script for %s is read without an error where that shell is installed",
  async (shell, args) => {
    const source = await script(shell);
    const { error, status, stderr } = spawnSync(shell, args, { input: source, encoding: "utf8" });
    const isInstalled = error === undefined;
    if (shell === "bash") expect(isInstalled).toBe(true);
    if (isInstalled) expect([status, stderr]).toEqual([0, ""]);
  },
);

test("the script for zsh is well formed: every quote is closed", async () => {
  for (const line of (await script("zsh")).split("\n")) {
    expect(line.replaceAll(String.raw`'\''`, "").split("'").length % 2).toBe(1);
  }
});
