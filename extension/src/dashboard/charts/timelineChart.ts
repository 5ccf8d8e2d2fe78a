import type { DashboardFlag } from "../model.js";
import { draw, rounded, type Picture } from "./picture.js";
import { dateOf, dayOf, linear, monthTicks } from "./scale.js";

const width = 720;
const nameWidth = 190;
const right = 708;
const row = 22;
const head = 26;

/** The words that a timeline shows. */
export interface TimelineWords {
  readonly label: string;
  readonly today: string;
  readonly openEnd: string;
}

/**
 * Every flag from its first day to its last; an overdue part is hatched, a flag without an end fades out at today.
 * Flags without a first day are left out: nothing is known to draw.
 */
export function timelineChart(
  flags: readonly DashboardFlag[],
  date: string,
  words: TimelineWords,
): Picture {
  const shown = flags.filter(({ created }) => created !== null);
  const today = dayOf(date);
  const starts = shown.map(({ created }) => dayOf(created ?? date));
  const ends = shown.map(({ expires }) => (expires === null ? today : dayOf(expires)));
  const from = Math.min(today - 30, ...starts);
  const to = Math.max(today + 14, ...ends);
  const x = linear([from, to], [nameWidth, right]);
  const height = head + shown.length * row + 8;
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words.label, class: "chart" },
    hatching(),
    ...monthTicks(from, to, 8).flatMap((day) => [
      draw("line", {
        class: "grid",
        x1: rounded(x(day)),
        x2: rounded(x(day)),
        y1: head - 6,
        y2: height,
      }),
      draw("text", { class: "tick middle", x: rounded(x(day)), y: 14 }, dateOf(day).slice(0, 7)),
    ]),
    ...shown.flatMap((flag, index) => bars(flag, index, { x, today, words })),
    draw("line", {
      class: "today",
      x1: rounded(x(today)),
      x2: rounded(x(today)),
      y1: head - 6,
      y2: height,
    }),
    draw("text", { class: "name middle", x: rounded(x(today)), y: 14 }, words.today),
  );
}

function hatching(): Picture {
  return draw(
    "defs",
    {},
    draw(
      "pattern",
      {
        id: "hatch",
        width: 6,
        height: 6,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      },
      draw("rect", { class: "overdue-fill", width: 6, height: 6 }),
      draw("line", { class: "hatch", x1: 0, x2: 0, y1: 0, y2: 6 }),
    ),
  );
}

function bars(
  flag: DashboardFlag,
  index: number,
  { x, today, words }: { x: (day: number) => number; today: number; words: TimelineWords },
): readonly Picture[] {
  const y = head + index * row;
  const start = dayOf(flag.created ?? "1970-01-01");
  const end = flag.expires === null ? today : dayOf(flag.expires);
  const until = flag.expires ?? words.openEnd;
  const title = draw("title", {}, `${flag.key}: ${flag.created ?? ""} – ${until}`);
  const bar = (kind: string, one: number, other: number, extra?: Picture): Picture =>
    draw(
      "rect",
      {
        class: kind,
        x: rounded(x(one)),
        y: y + 4,
        width: rounded(Math.max(2, x(other) - x(one))),
        height: row - 8,
        rx: 2,
      },
      extra,
    );
  const overdueFrom = flag.overdue ? Math.min(end, today) : undefined;
  return [
    draw(
      "text",
      { class: "row", x: 4, y: y + 15 },
      shortened(flag.key),
      draw("title", {}, flag.key),
    ),
    bar(flag.expires === null ? "life open" : "life", start, Math.max(start, end), title),
    ...(overdueFrom === undefined || overdueFrom >= today ? [] : [bar("late", overdueFrom, today)]),
  ];
}

/** Names longer than their column lose their end; the whole is in the title. */
function shortened(key: string): string {
  const most = 27;
  return key.length <= most ? key : `${key.slice(0, most - 1)}…`;
}
