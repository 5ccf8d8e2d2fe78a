import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Log } from "sarif";
import { expect, test } from "vitest";
import { sarifFormatter } from "../../cli/src/formatters/sarif.js";
import { plainTerminal } from "../../cli/src/terminal/terminal.js";
import { cleanReport, sampleFinding, sampleReport } from "./sampleReport.js";

/** The 2.1.0 schema as Microsoft's tools ship it; the package exports no path to it. */
const schemaPath = join(
  import.meta.dirname,
  "../../node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json",
);
const schema = JSON.parse(readFileSync(schemaPath, "utf8")) as object;
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

function sarif(report = sampleReport()): Log {
  const log: unknown = JSON.parse(sarifFormatter.format(report, plainTerminal));
  validate(log);
  expect(validate.errors).toBeNull();
  return log as Log;
}

test("the schema refuses what is not SARIF, so passing it means something", () => {
  expect(validate({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
});

test("a report with everything is valid SARIF", () => {
  const [run] = sarif().runs;
  expect(run).toMatchInlineSnapshot(`
    {
      "automationDetails": {
        "id": "halyard/",
      },
      "columnKind": "utf16CodeUnits",
      "invocations": [
        {
          "executionSuccessful": true,
          "toolConfigurationNotifications": [
            {
              "descriptor": {
                "id": "registry-duplicate-key",
              },
              "level": "warning",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "flags.json",
                      "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                      "startColumn": 3,
                      "startLine": 9,
                    },
                  },
                },
              ],
              "message": {
                "text": "The flag "a" is declared twice; keep one.",
              },
            },
          ],
        },
      ],
      "originalUriBaseIds": {
        "%SRCROOT%": {
          "description": {
            "text": "The root of the workspace.",
          },
        },
      },
      "results": [
        {
          "level": "warning",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "src/checkout.ts",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 20,
                  "endLine": 12,
                  "startColumn": 7,
                  "startLine": 12,
                },
              },
            },
          ],
          "message": {
            "text": "Flag "checkout-v2" is 90 days old, and release flags may live 40 days; remove it.",
          },
          "partialFingerprints": {
            "flagRef/v1": "0123456789abcdef0123456789abcdef",
          },
          "properties": {
            "flagKey": "checkout-v2",
          },
          "relatedLocations": [
            {
              "id": 0,
              "message": {
                "text": "Created 2025-12-01.",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "flags.json",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 18,
                  "endLine": 4,
                  "startColumn": 5,
                  "startLine": 4,
                },
              },
            },
          ],
          "ruleId": "stale-flag",
          "ruleIndex": 0,
        },
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "src/search/route.ts",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 2,
                  "endLine": 4,
                  "startColumn": 1,
                  "startLine": 3,
                },
              },
            },
          ],
          "message": {
            "text": "Flag "chekout-v2" is in no registry. Did you mean "checkout-v2"?",
          },
          "partialFingerprints": {
            "flagRef/v1": "fedcba9876543210fedcba9876543210",
          },
          "properties": {
            "flagKey": "chekout-v2",
          },
          "ruleId": "unknown-flag",
          "ruleIndex": 1,
        },
        {
          "level": "warning",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "src/old.ts",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 20,
                  "endLine": 12,
                  "startColumn": 7,
                  "startLine": 12,
                },
              },
            },
          ],
          "message": {
            "text": "Flag "checkout-v2" is 90 days old, and release flags may live 40 days; remove it.",
          },
          "partialFingerprints": {
            "flagRef/v1": "00000000000000000000000000000000",
          },
          "properties": {
            "flagKey": "checkout-v2",
          },
          "relatedLocations": [
            {
              "id": 0,
              "message": {
                "text": "Created 2025-12-01.",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "flags.json",
                  "uriBaseId": "%SRCROOT%",
                },
                "region": {
                  "endColumn": 18,
                  "endLine": 4,
                  "startColumn": 5,
                  "startLine": 4,
                },
              },
            },
          ],
          "ruleId": "stale-flag",
          "ruleIndex": 0,
          "suppressions": [
            {
              "justification": "removal waits for the audit",
              "kind": "inSource",
            },
          ],
        },
      ],
      "tool": {
        "driver": {
          "name": "Halyard",
          "rules": [
            {
              "defaultConfiguration": {
                "enabled": true,
                "level": "warning",
              },
              "fullDescription": {
                "text": "Disallow keeping a flag longer than flags of its type may live.",
              },
              "help": {
                "markdown": "# stale-flag
    ",
                "text": "Run \`halyard explain stale-flag\` for the whole page.",
              },
              "id": "stale-flag",
              "name": "StaleFlag",
              "properties": {
                "precision": "high",
                "problem.severity": "warning",
                "tags": [
                  "feature-flags",
                  "lifecycle",
                ],
              },
              "shortDescription": {
                "text": "Disallow keeping a flag longer than flags of its type may live.",
              },
            },
            {
              "defaultConfiguration": {
                "enabled": true,
                "level": "error",
              },
              "fullDescription": {
                "text": "Disallow reading a flag that no registry has.",
              },
              "help": {
                "markdown": "Run \`halyard explain unknown-flag\` for the whole page.",
                "text": "Run \`halyard explain unknown-flag\` for the whole page.",
              },
              "id": "unknown-flag",
              "name": "UnknownFlag",
              "properties": {
                "precision": "high",
                "problem.severity": "error",
                "tags": [
                  "feature-flags",
                  "registry",
                ],
              },
              "shortDescription": {
                "text": "Disallow reading a flag that no registry has.",
              },
            },
          ],
          "semanticVersion": "0.1.0",
          "version": "0.1.0",
        },
      },
    }
  `);
});

test("a clean report is valid, and says that the run succeeded", () => {
  const [run] = sarif(cleanReport()).runs;
  expect(run?.results).toEqual([]);
  expect(run?.invocations?.[0]?.executionSuccessful).toBe(true);
});

test("every result names the rule that its index points at", () => {
  const findings = [sampleFinding(), sampleFinding({ ruleId: "unused-suppression" })];
  const [run] = sarif(sampleReport({ findings })).runs;
  const rules = run?.tool.driver.rules ?? [];
  for (const { ruleId, ruleIndex } of run?.results ?? []) {
    expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  }
});

test("paths become relative URIs, whatever is in them", () => {
  const finding = sampleFinding({ path: "src/ä b/[id]%/#1?.ts" });
  const [run] = sarif(sampleReport({ findings: [finding] })).runs;
  expect(run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
    uri: "src/%C3%A4%20b/%5Bid%5D%25/%231%3F.ts",
    uriBaseId: "%SRCROOT%",
  });
});

test("an input that could not be read means that the run did not succeed", () => {
  const problem = { code: "x", severity: "error", message: "Bad.", path: "flags.json" } as const;
  const [run] = sarif(sampleReport({ problems: [problem] })).runs;
  expect(run?.invocations?.[0]?.executionSuccessful).toBe(false);
});

test("of more results than a run may hold, errors stay and the rest is said to be left out", () => {
  const error = sampleFinding({ severity: "error", ruleId: "unknown-flag" });
  const findings = [...Array.from({ length: 25_010 }, () => sampleFinding()), error];
  const report = sampleReport({ findings, suppressed: [], problems: [] });
  const log = JSON.parse(sarifFormatter.format(report, plainTerminal)) as Log;
  const [run] = log.runs;
  expect(run?.results).toHaveLength(25_000);
  expect(run?.results?.at(-1)?.ruleId).toBe("unknown-flag");
  expect(run?.invocations?.[0]?.toolConfigurationNotifications?.[0]?.message.text).toBe(
    "11 results were left out, warnings first: a run may hold 25000.",
  );
});
