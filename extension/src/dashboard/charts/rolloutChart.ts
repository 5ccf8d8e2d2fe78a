import type { DashboardRollout } from "../model.js";
import { draw, rounded, type Picture } from "./picture.js";

const width = 720;
const nameWidth = 150;
const right = 708;
const row = 34;

/** The kinds of verdict, in the order in which they are stacked. */
export const rolloutKinds = ["constant", "constantIf", "partial", "unknown"] as const;

/** One bar per environment, cut by verdict; each part bears its number, so that no colour has to be told apart. */
export function rolloutChart(
  rollouts: readonly DashboardRollout[],
  words: {
    readonly label: string;
    readonly kinds: Readonly<Record<(typeof rolloutKinds)[number], string>>;
  },
): Picture {
  const height = Math.max(row, rollouts.length * row) + 8;
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words.label, class: "chart" },
    ...rollouts.flatMap((rollout, index) => barOf(rollout, index * row, words.kinds)),
  );
}

function barOf(
  rollout: DashboardRollout,
  y: number,
  kinds: Readonly<Record<(typeof rolloutKinds)[number], string>>,
): readonly Picture[] {
  const total = rolloutKinds.reduce((sum, kind) => sum + rollout[kind], 0);
  const pictures = [draw("text", { class: "row", x: 4, y: y + 21 }, rollout.environment)];
  let x = nameWidth;
  for (const kind of rolloutKinds) {
    const share = total === 0 ? 0 : (rollout[kind] / total) * (right - nameWidth);
    if (share === 0) continue;
    const title = `${rollout.environment}: ${kinds[kind]} ${rollout[kind]}`;
    pictures.push(
      draw(
        "rect",
        { class: `part ${kind}`, x: rounded(x), y: y + 6, width: rounded(share), height: row - 12 },
        draw("title", {}, title),
      ),
    );
    if (share > 16) {
      pictures.push(
        draw(
          "text",
          { class: `count ${kind}`, x: rounded(x + share / 2), y: y + 21 },
          String(rollout[kind]),
        ),
      );
    }
    x += share;
  }
  return pictures;
}
