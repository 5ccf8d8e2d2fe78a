import { expect, test } from "vitest";
import { formatNames } from "../../cli/src/formatters/formatNames.js";
import { formatters } from "../../cli/src/formatters/formatterTable.js";
import { plainTerminal } from "../../cli/src/terminal/terminal.js";
import { cleanReport, sampleFinding, sampleReport } from "./sampleReport.js";

function format(name: string, report = sampleReport()): string {
  const formatter = formatters.get(name);
  if (formatter === undefined) throw new Error(`no format ${name}`);
  return formatter.format(report, plainTerminal);
}

test("the table of formatters has exactly the formats that help names", () => {
  expect([...formatters.keys()]).toEqual([...formatNames]);
});

test.each([...formatNames])("%s gives the same bytes twice and ends its last line", (name) => {
  expect(format(name)).toBe(format(name));
  for (const text of [format(name), format(name, cleanReport())]) expect(text).toMatch(/^$|\n$/);
});

test("github", () => {
  expect(format("github")).toMatchInlineSnapshot(`
    "::warning file=flags.json,line=9,endLine=9,col=3,endColumn=3,title=Halyard%3A registry-duplicate-key::The flag "a" is declared twice; keep one.
    ::warning file=src/checkout.ts,line=12,endLine=12,col=7,endColumn=19,title=Halyard%3A stale-flag::Flag "checkout-v2" is 90 days old, and release flags may live 40 days; remove it.
    ::error file=src/search/route.ts,line=3,endLine=4,title=Halyard%3A unknown-flag::Flag "chekout-v2" is in no registry. Did you mean "checkout-v2"?
    Halyard: 1 error, 1 warning.
    "
  `);
  expect(format("github", cleanReport())).toMatchInlineSnapshot(`
    "Halyard: 0 errors, 0 warnings.
    "
  `);
});

test("github escapes what its runner would read as its own", () => {
  const finding = sampleFinding({ path: "a,b:c%.ts", message: "50 %\r\n::error::x" });
  expect(format("github", sampleReport({ findings: [finding], problems: [] })))
    .toMatchInlineSnapshot(`
    "::warning file=a%2Cb%3Ac%25.ts,line=12,endLine=12,col=7,endColumn=19,title=Halyard%3A stale-flag::50 %25 ::error::x
    Halyard: 0 errors, 1 warning.
    "
  `);
});

test("gitlab", () => {
  expect(format("gitlab")).toMatchInlineSnapshot(`
    "[
      {
        "description": "The flag \\"a\\" is declared twice; keep one.",
        "check_name": "registry-duplicate-key",
        "fingerprint": "0ee7ad2ab388efac469fb487dd25a28a",
        "severity": "minor",
        "location": {
          "path": "flags.json",
          "lines": {
            "begin": 9,
            "end": 9
          }
        }
      },
      {
        "description": "Flag \\"checkout-v2\\" is 90 days old, and release flags may live 40 days; remove it.",
        "check_name": "stale-flag",
        "fingerprint": "0123456789abcdef0123456789abcdef",
        "severity": "minor",
        "location": {
          "path": "src/checkout.ts",
          "lines": {
            "begin": 12,
            "end": 12
          }
        }
      },
      {
        "description": "Flag \\"chekout-v2\\" is in no registry. Did you mean \\"checkout-v2\\"?",
        "check_name": "unknown-flag",
        "fingerprint": "fedcba9876543210fedcba9876543210",
        "severity": "major",
        "location": {
          "path": "src/search/route.ts",
          "lines": {
            "begin": 3,
            "end": 4
          }
        }
      }
    ]
    "
  `);
  expect(format("gitlab", cleanReport())).toBe("[]\n");
});

test("junit", () => {
  expect(format("junit")).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="halyard" tests="3" failures="3" errors="0">
      <testsuite name="flags.json" tests="1" failures="1" errors="0">
        <testcase name="registry-duplicate-key flags.json:9:3" classname="registry-duplicate-key" file="flags.json">
          <failure type="warning" message="The flag &quot;a&quot; is declared twice; keep one.">at flags.json:9:3: The flag &quot;a&quot; is declared twice; keep one.</failure>
        </testcase>
      </testsuite>
      <testsuite name="src/checkout.ts" tests="1" failures="1" errors="0">
        <testcase name="stale-flag src/checkout.ts:12:7" classname="stale-flag" file="src/checkout.ts">
          <failure type="warning" message="Flag &quot;checkout-v2&quot; is 90 days old, and release flags may live 40 days; remove it.">at src/checkout.ts:12:7: Flag &quot;checkout-v2&quot; is 90 days old, and release flags may live 40 days; remove it.</failure>
        </testcase>
      </testsuite>
      <testsuite name="src/search/route.ts" tests="1" failures="1" errors="0">
        <testcase name="unknown-flag src/search/route.ts:3:1" classname="unknown-flag" file="src/search/route.ts">
          <failure type="error" message="Flag &quot;chekout-v2&quot; is in no registry. Did you mean &quot;checkout-v2&quot;?">at src/search/route.ts:3:1: Flag &quot;chekout-v2&quot; is in no registry. Did you mean &quot;checkout-v2&quot;?</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
  expect(format("junit", cleanReport())).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="halyard" tests="1" failures="0" errors="0">
      <testsuite name="halyard" tests="1" failures="0" errors="0">
        <testcase name="no findings" classname="halyard"/>
      </testsuite>
    </testsuites>
    "
  `);
});

test("markdown", () => {
  expect(format("markdown")).toMatchInlineSnapshot(`
    "## Halyard: 1 problem, 1 error, 1 warning, 1 suppressed

    | Place | Severity | Rule | Message |
    | --- | --- | --- | --- |
    | \`flags.json:9\` | warning | \`registry-duplicate-key\` | The flag "a" is declared twice; keep one. |
    | \`src/checkout.ts:12\` | warning | \`stale-flag\` | Flag "checkout-v2" is 90 days old, and release flags may live 40 days; remove it. |
    | \`src/search/route.ts:3\` | error | \`unknown-flag\` | Flag "chekout-v2" is in no registry. Did you mean "checkout-v2"? |
    "
  `);
  expect(format("markdown", cleanReport())).toMatchInlineSnapshot(`
    "## Halyard: no findings
    "
  `);
});

test("markdown stays below the size of a comment and says what it leaves out", () => {
  const findings = Array.from({ length: 2000 }, (_, line) =>
    sampleFinding({ range: { start: { line, column: 1 }, end: { line, column: 2 } } }),
  );
  const text = format("markdown", sampleReport({ findings }));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/[\d,]+ more lines left out; `halyard check` shows all\.\n$/);
});

test("rdjsonl", () => {
  expect(format("rdjsonl")).toMatchInlineSnapshot(`
    "{"message":"The flag \\"a\\" is declared twice; keep one.","location":{"path":"flags.json","range":{"start":{"line":9},"end":{"line":9}}},"severity":"WARNING","source":{"name":"halyard"},"code":{"value":"registry-duplicate-key"}}
    {"message":"Flag \\"checkout-v2\\" is 90 days old, and release flags may live 40 days; remove it.","location":{"path":"src/checkout.ts","range":{"start":{"line":12,"column":9},"end":{"line":12,"column":22}}},"severity":"WARNING","source":{"name":"halyard"},"code":{"value":"stale-flag"}}
    {"message":"Flag \\"chekout-v2\\" is in no registry. Did you mean \\"checkout-v2\\"?","location":{"path":"src/search/route.ts","range":{"start":{"line":3,"column":9},"end":{"line":4,"column":22}}},"severity":"ERROR","source":{"name":"halyard"},"code":{"value":"unknown-flag"}}
    "
  `);
});

test("json", () => {
  expect(format("json")).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "tool": {
        "name": "halyard",
        "version": "0.1.0"
      },
      "date": "2026-03-01",
      "summary": {
        "errors": 1,
        "warnings": 1,
        "suppressed": 1,
        "problems": 1,
        "flags": 12,
        "references": 1234
      },
      "findings": [
        {
          "ruleId": "stale-flag",
          "messageId": "stale",
          "severity": "warn",
          "message": "Flag \\"checkout-v2\\" is 90 days old, and release flags may live 40 days; remove it.",
          "flagKey": "checkout-v2",
          "path": "src/checkout.ts",
          "line": 12,
          "column": 7,
          "endLine": 12,
          "endColumn": 20,
          "tags": [],
          "related": [
            {
              "path": "flags.json",
              "line": 4,
              "column": 5,
              "endLine": 4,
              "endColumn": 18,
              "message": "Created 2025-12-01."
            }
          ],
          "fingerprint": "0123456789abcdef0123456789abcdef"
        },
        {
          "ruleId": "unknown-flag",
          "messageId": "unknown",
          "severity": "error",
          "message": "Flag \\"chekout-v2\\" is in no registry. Did you mean \\"checkout-v2\\"?",
          "flagKey": "chekout-v2",
          "path": "src/search/route.ts",
          "line": 3,
          "column": 1,
          "endLine": 4,
          "endColumn": 2,
          "tags": [],
          "related": [],
          "fingerprint": "fedcba9876543210fedcba9876543210"
        }
      ],
      "suppressed": [
        {
          "ruleId": "stale-flag",
          "messageId": "stale",
          "severity": "warn",
          "message": "Flag \\"checkout-v2\\" is 90 days old, and release flags may live 40 days; remove it.",
          "flagKey": "checkout-v2",
          "path": "src/old.ts",
          "line": 12,
          "column": 7,
          "endLine": 12,
          "endColumn": 20,
          "tags": [],
          "related": [
            {
              "path": "flags.json",
              "line": 4,
              "column": 5,
              "endLine": 4,
              "endColumn": 18,
              "message": "Created 2025-12-01."
            }
          ],
          "fingerprint": "00000000000000000000000000000000",
          "suppression": {
            "kind": "inSource",
            "reason": "removal waits for the audit"
          }
        }
      ],
      "problems": [
        {
          "code": "registry-duplicate-key",
          "severity": "warning",
          "message": "The flag \\"a\\" is declared twice; keep one.",
          "path": "flags.json",
          "line": 9,
          "column": 3
        }
      ]
    }
    "
  `);
});

test("stylish", () => {
  expect(format("stylish")).toMatchInlineSnapshot(`
    "flags.json
       9:3  warning  The flag "a" is declared twice; keep one.
                     registry-duplicate-key

    src/checkout.ts
      12:7  warning  Flag "checkout-v2" is 90 days old, and release flags may live
                     40 days; remove it.  stale-flag
                     - Created 2025-12-01. (flags.json:4:5)

    src/search/route.ts
       3:1  error    Flag "chekout-v2" is in no registry. Did you mean
                     "checkout-v2"?  unknown-flag

    x 2 findings (1 error, 1 warning) in 2 files | 1 suppressed
      Next: halyard explain unknown-flag | halyard explain chekout-v2 | halyard list
    "
  `);
  expect(format("stylish", cleanReport())).toMatchInlineSnapshot(`
    "+ No findings in 12 flags, 1,234 references.
    "
  `);
});

test("stylish on a narrow terminal with Unicode and colour", () => {
  const terminal = { isTerminal: true, color: true, unicode: true, width: 60 };
  const text =
    formatters.get("stylish")?.format(sampleReport({ hiddenWarnings: 1 }), terminal) ?? "";
  // eslint-disable-next-line no-control-regex -- the colour sequences are what is looked at
  const plain = text.replaceAll(/\u001b\[\d+m/g, "");
  expect(plain).toMatchInlineSnapshot(`
    "flags.json
       9:3  warning  The flag "a" is declared twice; keep one.
                     registry-duplicate-key

    src/checkout.ts
      12:7  warning  Flag "checkout-v2" is 90 days old, and
                     release flags may live 40 days; remove it.
                     stale-flag
                     └ Created 2025-12-01. (flags.json:4:5)

    src/search/route.ts
       3:1  error    Flag "chekout-v2" is in no registry. Did
                     you mean "checkout-v2"?  unknown-flag

    ✖ 2 findings (1 error, 1 warning) in 2 files
      1 suppressed · 1 warning hidden by --quiet
      Next: halyard explain unknown-flag
            halyard explain chekout-v2
            halyard list
    "
  `);
  expect(text).toContain("\u001b[31merror  \u001b[0m");
  expect(text).toContain("\u001b[33mwarning\u001b[0m");
  expect(plain.split("\n").filter((line) => line.length > 60)).toEqual([]);
});
