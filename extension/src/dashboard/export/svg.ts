import { debtChart } from "../charts/debtChart.js";
import { draw, svgText, type Picture } from "../charts/picture.js";
import { timelineChart } from "../charts/timelineChart.js";
import type { DashboardData } from "../model.js";
import type { DashboardWords } from "../words.js";

/** Colours for paper: enough contrast on white, and dashes and hatching beside them. */
const style = `
svg { font: 12px sans-serif; background: #fff; }
.grid { stroke: #ddd; } .tick { fill: #555; } .name, .row { fill: #222; }
.end { text-anchor: end; } .middle { text-anchor: middle; }
.line { fill: none; stroke-width: 2; } .line.all { stroke: #1f5f99; } .line.overdue { stroke: #b3400a; stroke-dasharray: 6 4; }
.dot.all { fill: #1f5f99; } .dot.overdue { fill: #b3400a; }
.life { fill: #8ab4d8; } .life.open { fill: #c9d9e6; } .late { fill: url(#hatch); }
.overdue-fill { fill: #f3c9b0; } .hatch { stroke: #b3400a; stroke-width: 2; } .today { stroke: #222; stroke-dasharray: 3 3; }
`;

/** Debt over time above, the timeline of every flag below, as one picture that stands alone. */
export function dashboardSvg(data: DashboardData, words: DashboardWords): string {
  const debt = debtChart(data.debt, {
    label: words.debtLabel,
    flags: words.flags,
    overdue: words.overdue,
  });
  const timeline = timelineChart(data.flags, data.date, {
    label: words.timelineLabel,
    today: words.today,
    openEnd: words.openEnd,
  });
  const [debtHeight, timelineHeight] = [heightOf(debt), heightOf(timeline)];
  const whole = draw(
    "svg",
    { viewBox: `0 0 720 ${debtHeight + timelineHeight}`, role: "img", "aria-label": words.title },
    draw("g", {}, ...debt.children),
    draw("g", { transform: `translate(0 ${debtHeight})` }, ...timeline.children),
  );
  return svgText(whole, style);
}

function heightOf({ attributes }: Picture): number {
  return Number(String(attributes.viewBox).split(" ")[3]);
}
