import type { DashboardDebt } from "../model.js";
import { draw, rounded, type Picture } from "./picture.js";
import { countTicks, dateOf, dayOf, linear, monthTicks } from "./scale.js";

const width = 720;
const height = 240;
const left = 44;
const right = 708;
const top = 16;
const bottom = 204;

/**
 * Flags over time, and how many of them were overdue: two lines, told apart by their dashes and their names as well as
 * by their colour. `label` is what a screen reader says of the whole.
 */
export function debtChart(
  points: readonly DashboardDebt[],
  words: { readonly label: string; readonly flags: string; readonly overdue: string },
): Picture {
  const days = points.map(({ date }) => dayOf(date));
  const [from = 0, to = 0] = [days[0], days.at(-1)];
  const ticks = countTicks(Math.max(1, ...points.map(({ flags }) => flags)));
  const x = linear([from, to], [left, right]);
  const y = linear([0, ticks.at(-1) ?? 1], [bottom, top]);
  const line = (value: (point: DashboardDebt) => number): string =>
    points
      .map((point, index) => {
        const at = `${rounded(x(days[index] ?? from))},${rounded(y(value(point)))}`;
        return index === 0 ? `M${at}` : `L${at}`;
      })
      .join("");
  const last = points.at(-1);
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words.label, class: "chart" },
    ...ticks.flatMap((tick) => [
      draw("line", {
        class: "grid",
        x1: left,
        x2: right,
        y1: rounded(y(tick)),
        y2: rounded(y(tick)),
      }),
      draw("text", { class: "tick end", x: left - 6, y: rounded(y(tick)) + 4 }, String(tick)),
    ]),
    ...monthTicks(from, to, 8).map((day) =>
      draw(
        "text",
        { class: "tick middle", x: rounded(x(day)), y: bottom + 20 },
        dateOf(day).slice(0, 7),
      ),
    ),
    draw("path", { class: "line all", d: line(({ flags }) => flags) }),
    draw("path", { class: "line overdue", d: line(({ overdue }) => overdue) }),
    ...points.flatMap((point, index) => [
      marked(
        x(days[index] ?? from),
        y(point.flags),
        "dot all",
        `${point.date}: ${words.flags} ${point.flags}`,
      ),
      marked(
        x(days[index] ?? from),
        y(point.overdue),
        "dot overdue",
        `${point.date}: ${words.overdue} ${point.overdue}`,
      ),
    ]),
    last &&
      draw("text", { class: "name end", x: right, y: rounded(y(last.flags)) - 8 }, words.flags),
    last &&
      draw(
        "text",
        { class: "name end", x: right, y: nameBeside(y(last.flags), y(last.overdue)) },
        words.overdue,
      ),
  );
}

/** The height of the lower line's name: above its end as the other's is, but below where the two are close. */
function nameBeside(upper: number, lower: number): number {
  return rounded(lower) + (lower - upper < 24 ? 18 : -8);
}

function marked(x: number, y: number, kind: string, title: string): Picture {
  return draw(
    "circle",
    { class: kind, cx: rounded(x), cy: rounded(y), r: 3 },
    draw("title", {}, title),
  );
}
