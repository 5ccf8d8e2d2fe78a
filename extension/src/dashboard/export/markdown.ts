import type { DashboardData } from "../model.js";
import type { DashboardWords } from "../words.js";

/** The dashboard as a page of tables, for a wiki or a pull request. */
export function dashboardMarkdown(data: DashboardData, words: DashboardWords): string {
  const sections = [
    `# ${inert(words.title)}: ${inert(data.folder)}`,
    inert(words.summary),
    table(
      words.debtHeading,
      [words.date, words.flags, words.overdue, words.median],
      data.debt.map(({ date, flags, overdue, medianAgeDays }) => [
        date,
        flags,
        overdue,
        medianAgeDays,
      ]),
    ),
    table(
      words.ownersHeading,
      [words.owner, words.flags, words.overdue],
      data.owners.map(({ owner, flags, overdue }) => [owner ?? words.nobody, flags, overdue]),
    ),
    table(
      words.rolloutsHeading,
      [words.environment, words.constant, words.constantIf, words.partial, words.unknown],
      data.rollouts.map((one) => [
        one.environment,
        one.constant,
        one.constantIf,
        one.partial,
        one.unknown,
      ]),
    ),
    table(
      words.migrationsHeading,
      [words.migrationsHeading, words.stage],
      data.migrations.map(({ id, stage }) => [id, stage]),
    ),
    table(
      words.oldestHeading,
      [words.flag, words.type, words.owner, words.age, words.nextStep],
      data.oldest.map(({ key, type, owner, ageDays, nextStep }) => [
        key,
        type,
        owner ?? words.nobody,
        ageDays,
        nextStep,
      ]),
    ),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

type Cell = string | number | null;

function table(
  heading: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly Cell[]): string =>
    `| ${cells.map((cell) => inert(cell === null ? "" : String(cell))).join(" | ")} |`;
  const rule = `| ${head.map(() => "---").join(" | ")} |`;
  return [`## ${inert(heading)}`, "", line(head), rule, ...rows.map(line)].join("\n");
}

/** Text in which nothing is markup any more. */
function inert(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, " ")
    .replaceAll(/[\\`*_{}[\]<>()#+!|~]/g, String.raw`\$&`)
    .replaceAll("&", "&amp;");
}
