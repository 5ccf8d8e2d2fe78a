import fc from "fast-check";
import { codeUnit } from "./anyText.js";
import { expect, test } from "vitest";
import type { DynamicReference, FlagReference } from "../../core/src/reference/model.js";
import { formatters } from "../../cli/src/formatters/formatterTable.js";
import type { FlagRow } from "../../core/src/overview/flagRow.js";
import { csvField, listCsv } from "../../cli/src/list/listCsv.js";
import { listJson } from "../../cli/src/list/listJson.js";
import { listMarkdown } from "../../cli/src/list/listMarkdown.js";
import { listTable } from "../../cli/src/list/listTable.js";
import { referencesJson } from "../../cli/src/references/referencesJson.js";
import { referencesTable } from "../../cli/src/references/referencesTable.js";
import { plainTerminal } from "../../cli/src/terminal/terminal.js";
import { problemLines } from "../../cli/src/workspace/problemLines.js";
import { sampleFinding, sampleReport } from "./sampleReport.js";

/** What a registry's author, or an attacker who can write to it, might put into a key, an owner or a reason. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\u001b[31m",
        "\u001b]8;;https://evil.example\u0007",
        "\u009b2J",
        "\r\n::error file=x::owned",
        "::error::owned",
        "  ::stop-commands::t",
        "##vso[task.setvariable variable=x]y",
        "##[error]",
        "##teamcity[x]",
        "%0A::error::owned",
        "<script>alert(1)</script>",
        "]]><!--",
        '"><img src=x onerror=alert(1)>',
        "=cmd|'/c calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "@everyone",
        "#1",
        "https://evil.example",
        "www.evil.example",
        "[click](https://evil.example)",
        "![x](https://evil.example/x.png)",
        "`code`",
        "|",
        "\\",
        "\u202eevil",
        "\u2028",
        "\ud800",
        "\ufffe",
        "__proto__",
        "a",
        " ",
      ),
      fc.string({ unit: codeUnit, maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(""));

const text = (name: string, value: string): string => {
  const finding = sampleFinding({
    message: `Flag "${value}" is stale.`,
    flagKey: value,
    path: value,
    related: [{ ...sampleFinding().related[0], path: value, message: value } as never],
  });
  const bare = sampleFinding({ message: value });
  const problem = { code: "bad", severity: "error", message: value, path: value } as const;
  const suppressed = [{ finding, kind: "inSource", reason: value } as const];
  const report = sampleReport({ findings: [finding, bare], problems: [problem], suppressed });
  return formatters.get(name)?.format(report, plainTerminal) ?? "";
};

function row(value: string): FlagRow {
  return {
    flagKey: value,
    type: "release",
    owner: value,
    ageDays: 3,
    verdicts: [{ environment: value, verdict: `constant(${value})` }],
    outcome: "rolled-out",
    reads: 1,
    overrides: 0,
    mentions: 0,
    files: [value],
    nextStep: { action: "remove", words: `remove now, keep ${value}`, urgency: 0 },
    registry: value,
  };
}

const span = { start: 0, end: 1 };
const rangeOf = () => ({ start: { line: 1, column: 1 }, end: { line: 1, column: 2 } });
const reference = (value: string): FlagReference => ({
  flagKey: value,
  path: value,
  span,
  evaluation: span,
  kind: "call",
  matcher: `config/${value}`,
  access: "read",
  inverted: false,
  valueType: "boolean",
  defaultArgument: { span, value },
  atModuleLevel: false,
  functionStart: 0,
  conditions: [],
});
const dynamic = (value: string): DynamicReference => ({
  path: value,
  span,
  kind: "call",
  matcher: "config/x",
  pattern: value,
  atModuleLevel: false,
});

/** Every output that holds strings of a workspace, by name. */
const outputs: readonly (readonly [string, (value: string) => string])[] = [
  ...[...formatters.keys()].map((name) => [name, (value: string) => text(name, value)] as const),
  ["list table", (value) => listTable([row(value)], plainTerminal)],
  ["list json", (value) => listJson([row(value)], "2026-03-01")],
  ["list markdown", (value) => listMarkdown([row(value)])],
  ["list csv", (value) => listCsv([row(value)])],
  [
    "index table",
    (value) => referencesTable({ rangeOf }, [reference(value)], [dynamic(value)], plainTerminal),
  ],
  [
    "index json",
    (value) =>
      referencesJson({ rangeOf }, [reference(value)], [dynamic(value)], {
        details: true,
        dynamic: true,
      }),
  ],
  [
    "problem lines",
    (value) =>
      problemLines(
        [{ code: "bad", severity: "error", message: value, path: value }],
        plainTerminal,
      ).join("\n"),
  ],
];

const jsonNames = ["json", "sarif", "gitlab", "rdjsonl", "list json", "index json"];
const markdownNames = ["markdown", "list markdown"];

function forEvery(check: (value: string) => void): void {
  fc.assert(fc.property(hostile, check), { seed: 11, numRuns: 300 });
}

test.each(outputs)(
  "%s holds no control character and nothing that reorders text",
  (_name, render) => {
    forEvery((value) => {
      expect(render(value).replaceAll(/\r?\n/g, "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    });
  },
);

test.each(outputs)("%s gives no build server a command", (name, render) => {
  forEvery((value) => {
    const rendered = render(value);
    expect(rendered).not.toMatch(/##[a-z]*\[/i);
    const commands = rendered.split("\n").filter((line) => /^\s*::/.test(line));
    if (name !== "github") expect(commands).toEqual([]);
    // Three results, so three commands, each one of ours.
    else {
      expect(commands).toHaveLength(3);
      for (const line of commands) {
        expect(line).toMatch(/^::(?:error|warning) file=[^:,]*(?:,[a-zA-Z]+=[^:,]*)+::[^\n]*$/);
        expect(line.replaceAll(/%(?:25|3A|2C)/g, "")).not.toContain("%");
      }
    }
  });
});

test.each(outputs.filter(([name]) => jsonNames.includes(name)))(
  "%s is JSON, safe inside HTML",
  (name, render) => {
    forEvery((value) => {
      const rendered = render(value);
      const documents = name === "rdjsonl" ? rendered.trimEnd().split("\n") : [rendered];
      for (const document of documents) expect(() => JSON.parse(document) as unknown).not.toThrow();
      expect(rendered).not.toContain("<");
    });
  },
);

test.each(["list json", "index json"])("%s gives the very string back", (name) => {
  const render = outputs.find(([candidate]) => candidate === name)?.[1];
  forEvery((value) => {
    const parsed: unknown = JSON.parse(render?.(value) ?? "");
    const items = name === "list json" ? (parsed as { flags: unknown }).flags : parsed;
    const first = (items as { flagKey: string | null }[]).find(({ flagKey }) => flagKey !== null);
    expect(first?.flagKey).toBe(value);
  });
});

test("junit is XML without markup of the workspace", () => {
  forEvery((value) => {
    const xml = text("junit", value);
    expect(xml).not.toMatch(/[\p{Surrogate}\ufffe\uffff]/u);
    const markup = [...xml.matchAll(/<[^>]*>/g)].map(([tag]) => /^<[/?]?(\w+)/.exec(tag)?.[1]);
    expect(new Set(markup)).toEqual(
      new Set(["xml", "testsuites", "testsuite", "testcase", "failure"]),
    );
    expect(xml.replaceAll(/&(?:amp|lt|gt|quot|apos);/g, "")).not.toContain("&");
  });
});

test.each(outputs.filter(([name]) => markdownNames.includes(name)))(
  "%s has no markup, link, mention or cell of the workspace",
  (_name, render) => {
    forEvery((value) => {
      const rendered = render(value);
      const lines = rendered.split("\n").filter((line) => line.startsWith("|"));
      const bars = lines.map((line) => line.replaceAll(/\\[\\|]/g, "").split("|").length);
      expect(new Set(bars).size).toBe(1);
      // What stands in a code span is literal; the rest must have no mark left that is not escaped.
      const prose = lines
        .slice(2)
        .join("\n")
        .replaceAll(/(?<!\\)`[^`\n]*`/g, "")
        .replaceAll(/\\[^\n]/g, "");
      expect(prose).not.toMatch(/[<>[\]`*_~]/);
      expect(prose).not.toMatch(/@\w|https?:\/\/|www\.|#\d/i);
    });
  },
);

test("no CSV field is a formula, and every record has its fields", () => {
  forEvery((value) => {
    for (const field of [csvField(value)]) {
      const content = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
      expect(content).not.toMatch(/^\s*[=+\-@]/);
    }
    const [header, record, end] = listCsv([row(value)]).split("\r\n");
    const fields = record?.replaceAll(/"(?:[^"]|"")*"/g, "quoted").split(",") ?? [];
    expect(fields).toHaveLength(header?.split(",").length ?? 0);
    expect(end).toBe("");
  });
});
