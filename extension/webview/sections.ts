import { debtChart } from "../src/dashboard/charts/debtChart.js";
import { rolloutChart } from "../src/dashboard/charts/rolloutChart.js";
import { timelineChart } from "../src/dashboard/charts/timelineChart.js";
import type { FromView } from "../src/dashboard/messages.js";
import type { DashboardData, DashboardFlag } from "../src/dashboard/model.js";
import type { DashboardWords } from "../src/dashboard/words.js";
import { drawn, element, table } from "./dom.js";

/** What a section is made from. */
export interface Shown {
  readonly data: DashboardData;
  readonly words: DashboardWords;
  readonly send: (message: FromView) => void;
}

/** The sections of the dashboard, in order; those with nothing to show are left out. */
export function sections(shown: Shown): readonly HTMLElement[] {
  return [debt, owners, oldest, timeline, rollouts, migrations]
    .map((section) => section(shown))
    .filter((section) => section !== undefined);
}

function sectionOf(heading: string, ...children: readonly (Node | string)[]): HTMLElement {
  return element("section", {}, element("h2", {}, heading), ...children);
}

/** The same figures as a table, for those who cannot or would rather not read a chart. */
function asTable(words: DashboardWords, content: HTMLTableElement): HTMLDetailsElement {
  return element("details", {}, element("summary", {}, words.asTable), content);
}

function debt({ data, words }: Shown): HTMLElement {
  if (data.debt.length < 2) return sectionOf(words.debtHeading, element("p", {}, words.noHistory));
  const picture = debtChart(data.debt, {
    label: words.debtLabel,
    flags: words.flags,
    overdue: words.overdue,
  });
  const rows = data.debt.map(({ date, flags, overdue, medianAgeDays }) => [
    date,
    String(flags),
    String(overdue),
    medianAgeDays === null ? "" : String(medianAgeDays),
  ]);
  const head = [words.date, words.flags, words.overdue, words.median];
  return sectionOf(
    words.debtHeading,
    drawn(picture),
    asTable(words, table(words.debtHeading, head, rows)),
  );
}

function owners({ data, words }: Shown): HTMLElement | undefined {
  if (data.owners.length === 0) return undefined;
  const rows = data.owners.map(({ owner, flags, overdue }) => [
    owner ?? words.nobody,
    String(flags),
    String(overdue),
  ]);
  return sectionOf(
    words.ownersHeading,
    table(words.ownersHeading, [words.owner, words.flags, words.overdue], rows),
  );
}

function oldest({ data, words, send }: Shown): HTMLElement | undefined {
  if (data.oldest.length === 0) return undefined;
  const button = (type: "remove" | "open", { id, key }: DashboardFlag): HTMLButtonElement => {
    const label = `${words[type]}: ${key}`;
    const made = element("button", { id: `${type} ${id}`, "aria-label": label }, words[type]);
    made.addEventListener("click", () => {
      send({ type, id });
    });
    return made;
  };
  const rows = data.oldest.map((flag) => [
    flag.key,
    flag.type,
    flag.owner ?? words.nobody,
    `${flag.ageDays ?? ""} ${words.days}`,
    flag.nextStep,
    element("span", { class: "actions" }, button("open", flag), button("remove", flag)),
  ]);
  const head = [words.flag, words.type, words.owner, words.age, words.nextStep, words.actions];
  return sectionOf(words.oldestHeading, table(words.oldestHeading, head, rows));
}

function timeline({ data, words }: Shown): HTMLElement | undefined {
  if (data.flags.every(({ created }) => created === null)) return undefined;
  const { timelineLabel: label, today, openEnd } = words;
  return sectionOf(
    words.timelineHeading,
    drawn(timelineChart(data.flags, data.date, { label, today, openEnd })),
  );
}

function rollouts({ data, words }: Shown): HTMLElement | undefined {
  if (data.rollouts.length === 0) return undefined;
  const { constant, constantIf, partial, unknown } = words;
  const kinds = { constant, constantIf, partial, unknown };
  const rows = data.rollouts.map((one) => [
    one.environment,
    String(one.constant),
    String(one.constantIf),
    String(one.partial),
    String(one.unknown),
  ]);
  const head = [words.environment, constant, constantIf, partial, unknown];
  return sectionOf(
    words.rolloutsHeading,
    drawn(rolloutChart(data.rollouts, { label: words.rolloutsLabel, kinds })),
    asTable(words, table(words.rolloutsHeading, head, rows)),
  );
}

function migrations({ data, words }: Shown): HTMLElement | undefined {
  if (data.migrations.length === 0) return undefined;
  return sectionOf(
    words.migrationsHeading,
    ...data.migrations.map(({ id, stage, stages, blockers }) =>
      element(
        "div",
        { class: "migration" },
        element("h3", {}, id),
        element(
          "ol",
          { class: "stages" },
          ...stages.map((name) =>
            element("li", name === stage ? { "aria-current": "step" } : {}, name),
          ),
        ),
        blockers.length === 0
          ? undefined
          : element("ul", {}, ...blockers.map((blocker) => element("li", {}, blocker))),
      ),
    ),
  );
}
