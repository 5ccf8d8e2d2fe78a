import { expect, test } from "vitest";
import { createWorkspace, sampleFiles, today } from "./workspace.js";

test("list shows what needs action first, with the next step in words", async () => {
  const { code, stdout, stderr } = await createWorkspace(sampleFiles).halyard("list", ...today);
  expect(stdout).toMatchInlineSnapshot(`
    "Flag           Type        Owner           Age  Outcome     Verdicts                  Reads  Tests  Files  Next step
    new-checkout   release     team-checkout  90 d  rolled-out  production constant(on)       1      0      1  remove now, keep on
    free-shipping  experiment  team-growth    40 d  partial     production partial            1      0      1  expired: remove or extend
    gift-cards     release     team-growth    71 d  soaking     production constant(off)      0      0      0  unused: archive

    3 flags · 3 to act on
    "
  `);
  expect([code, stderr]).toEqual([0, ""]);
});

test("list as JSON", async () => {
  const { stdout } = await createWorkspace(sampleFiles).halyard("list", "-f", "json", ...today);
  const { version, date, flags } = JSON.parse(stdout) as {
    version: number;
    date: string;
    flags: object[];
  };
  expect([version, date]).toEqual([1, "2026-03-01"]);
  expect(flags[0]).toMatchInlineSnapshot(`
    {
      "ageDays": 90,
      "files": [
        "src/checkout.ts",
      ],
      "flagKey": "new-checkout",
      "nextStep": {
        "action": "remove",
        "words": "remove now, keep on",
      },
      "outcome": "rolled-out",
      "owner": "team-checkout",
      "references": {
        "mentions": 0,
        "overrides": 0,
        "reads": 1,
      },
      "registry": "flags.json",
      "type": "release",
      "verdicts": [
        {
          "environment": "production",
          "verdict": "constant(on)",
        },
      ],
    }
  `);
});

test("list as Markdown and as CSV", async () => {
  const workspace = createWorkspace(sampleFiles);
  const markdown = await workspace.halyard("list", "--format", "markdown", ...today);
  expect(markdown.stdout).toMatchInlineSnapshot(`
    "| Flag | Type | Owner | Age | Verdicts | Outcome | Reads | Tests | Files | Next step |
    | --- | --- | --- | ---: | --- | --- | ---: | ---: | ---: | --- |
    | \`new-checkout\` | release | team-checkout | 90 d | production constant(on) | rolled-out | 1 | 0 | 1 | remove now, keep on |
    | \`free-shipping\` | experiment | team-growth | 40 d | production partial | partial | 1 | 0 | 1 | expired: remove or extend |
    | \`gift-cards\` | release | team-growth | 71 d | production constant(off) | soaking | 0 | 0 | 0 | unused: archive |
    "
  `);
  const csv = await workspace.halyard("list", "--format", "csv", ...today);
  expect(csv.stdout).toMatchInlineSnapshot(`
    "flag,type,owner,ageDays,verdicts,outcome,reads,overrides,mentions,files,nextStep,registry
    new-checkout,release,team-checkout,90,production=constant(on),rolled-out,1,0,0,src/checkout.ts,"remove now, keep on",flags.json
    free-shipping,experiment,team-growth,40,production=partial,partial,1,0,0,src/shipping.ts,"expired: remove or extend",flags.json
    gift-cards,release,team-growth,71,production=constant(off),soaking,0,0,0,,"unused: archive",flags.json
    "
  `);
});

test("the next step does not depend on the severities that the team chose", async () => {
  const rules = ["rolled-out-flag", "expired-flag", "unused-flag"].map((id) => `"${id}": "off"`);
  const config = `{ "registry": "flags.json", "rules": { ${rules.join(", ")} } }`;
  const quiet = createWorkspace({ ...sampleFiles, "halyard.config.json": config });
  const loud = createWorkspace(sampleFiles);
  const answers = await Promise.all([quiet, loud].map((one) => one.halyard("list", ...today)));
  expect(answers[0]?.stdout).toBe(answers[1]?.stdout);
});

test("a flag that is named in a shape nobody recognises is not called unused", async () => {
  const files = { ...sampleFiles, "src/gifts.ts": 'export const gifts = odd("gift-cards");\n' };
  const { stdout } = await createWorkspace(files).halyard("list", "-f", "csv", ...today);
  expect(stdout).toContain('"named where nothing reads it: add a matcher or clean up",flags.json');
});

test.each([
  ["a flag that production has only just settled waits", "2026-01-12", "wait 12 days"],
  ["and is removed when the soak time is over", "2026-01-24", "remove now, keep on"],
])("%s", async (_name, now, words) => {
  const workspace = createWorkspace(sampleFiles);
  const { stdout } = await workspace.halyard("list", "-f", "csv", "--now", now);
  expect(stdout.split("\r\n").find((line) => line.startsWith("new-checkout,"))).toContain(words);
});

test.each([
  ["--type", "experiment", ["free-shipping"]],
  ["--owner", "team-checkout", ["new-checkout"]],
  ["--outcome", "rolled-out", ["new-checkout"]],
  ["--type", "permission", []],
])("%s %s narrows the list", async (option, value, keys) => {
  const workspace = createWorkspace(sampleFiles);
  const { code, stdout } = await workspace.halyard("list", option, value, "-f", "json", ...today);
  const { flags } = JSON.parse(stdout) as { flags: { flagKey: string }[] };
  expect([code, flags.map(({ flagKey }) => flagKey)]).toEqual([0, keys]);
});

test("an owner whom no flag has is surely misspelt", async () => {
  const workspace = createWorkspace(sampleFiles);
  const { code, stdout, stderr } = await workspace.halyard(
    "list",
    "--owner",
    "team-chekout",
    ...today,
  );
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toBe(
    '--owner: no flag belongs to "team-chekout". Did you mean "team-checkout"?\n',
  );
});
