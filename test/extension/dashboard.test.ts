import { expect, test } from "vitest";
import { debtChart } from "../../extension/src/dashboard/charts/debtChart.js";
import { svgText, type Picture } from "../../extension/src/dashboard/charts/picture.js";
import {
  countTicks,
  dateOf,
  dayOf,
  monthTicks,
} from "../../extension/src/dashboard/charts/scale.js";
import { timelineChart } from "../../extension/src/dashboard/charts/timelineChart.js";
import { dashboardCsv } from "../../extension/src/dashboard/export/csv.js";
import { dashboardMarkdown } from "../../extension/src/dashboard/export/markdown.js";
import { dashboardSvg } from "../../extension/src/dashboard/export/svg.js";
import { fromView } from "../../extension/src/dashboard/messages.js";
import type { DashboardData, DashboardFlag } from "../../extension/src/dashboard/model.js";
import type { DashboardWords } from "../../extension/src/dashboard/words.js";

const flag = (key: string, more: Partial<DashboardFlag> = {}): DashboardFlag => ({
  id: `file:///shop#${key}`,
  key,
  type: "release",
  owner: "web",
  created: "2026-01-01",
  expires: "2026-03-01",
  ageDays: 90,
  overdue: false,
  removable: false,
  nextStep: "keep",
  references: 2,
  ...more,
});

const data = (flags: readonly DashboardFlag[]): DashboardData => ({
  folder: "shop",
  date: "2026-04-01",
  flags,
  oldest: flags,
  debt: [
    { date: "2026-01-01", flags: 1, overdue: 0, medianAgeDays: 0 },
    { date: "2026-04-01", flags: 3, overdue: 1, medianAgeDays: 60 },
  ],
  owners: [{ owner: null, flags: 3, overdue: 1 }],
  rollouts: [{ environment: "production", constant: 1, constantIf: 0, partial: 1, unknown: 1 }],
  migrations: [],
});

/** Words that are their own names. */
const words: DashboardWords = new Proxy<Record<string, string>>(
  {},
  { get: (_words, name) => String(name) },
) as unknown as DashboardWords;

const hostile = '<script>alert(1)</script> `x` [a](command:evil) | "q" =1\u0000';

function all(picture: Picture, tag: string): Picture[] {
  const inner = picture.children.flatMap((child) =>
    typeof child === "string" ? [] : all(child, tag),
  );
  return picture.tag === tag ? [picture, ...inner] : inner;
}

test("days and dates are each other's inverse, and ticks are round", () => {
  expect(dateOf(dayOf("2026-02-28T23:59:59Z"))).toBe("2026-02-28");
  expect(countTicks(0)).toEqual([0, 1]);
  expect(countTicks(93)).toEqual([0, 50, 100]);
  expect(countTicks(7)).toEqual([0, 2, 4, 6, 8]);
  expect(monthTicks(dayOf("2025-11-15"), dayOf("2026-02-10"), 8).map(dateOf)).toEqual([
    "2025-12-01",
    "2026-01-01",
    "2026-02-01",
  ]);
});

test("the chart of debt has a line for all and one for the overdue, and every point says its figures", () => {
  const chart = debtChart(data([]).debt, { label: "l", flags: "flags", overdue: "overdue" });
  expect(all(chart, "path").map(({ attributes }) => attributes.class)).toEqual([
    "line all",
    "line overdue",
  ]);
  expect(all(chart, "title").map(({ children }) => children[0])).toContain("2026-04-01: overdue 1");
  expect(chart.attributes).toMatchObject({ role: "img", "aria-label": "l" });
});

test("the timeline leaves out flags without a first day and hatches what is late", () => {
  const chart = timelineChart(
    [flag("a", { overdue: true }), flag("b", { created: null }), flag("c", { expires: null })],
    "2026-04-01",
    { label: "l", today: "today", openEnd: "open" },
  );
  const kinds = all(chart, "rect").map(({ attributes }) => attributes.class);
  expect(kinds.filter((kind) => kind !== "overdue-fill")).toEqual(["life", "late", "life open"]);
});

test("what stands in a registry is text in every export", () => {
  const shown = data([flag(hostile, { owner: "=cmd()|x", nextStep: "a,b" })]);
  const csv = dashboardCsv(shown);
  expect(csv.split("\r\n")[1]).toBe(
    `"${hostile.replaceAll('"', '""')}",release,'=cmd()|x,2026-01-01,2026-03-01,90,false,false,2,"a,b"`,
  );
  const markdown = dashboardMarkdown(shown, words);
  expect(markdown).not.toContain("<script>");
  expect(markdown).not.toContain("](command");
  const svg = dashboardSvg(shown, words);
  expect(svg).not.toContain("<script>");
  expect(svg).not.toContain("\u0000");
  expect(svg).toContain("&lt;script&gt;");
});

test("SVG that stands alone is well-formed", () => {
  const picture = { tag: "svg", attributes: { a: '"<' }, children: ["x & y"] };
  expect(svgText(picture, "a > b {}")).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" a="&quot;&lt;"><style>a &gt; b {}</style>x &amp; y</svg>\n',
  );
});

test("only messages of the protocol are listened to", () => {
  expect(fromView({ type: "remove", id: "a" })).toEqual({ type: "remove", id: "a" });
  expect(fromView({ type: "export", format: "svg" })).toEqual({ type: "export", format: "svg" });
  for (const other of [null, 1, {}, { type: "remove" }, { type: "export", format: "exe" }]) {
    expect(fromView(other)).toBeUndefined();
  }
});
