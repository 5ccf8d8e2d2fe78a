import {
  daysBetween,
  flagRows,
  instantOf,
  verdictWords,
  type Analysis,
  type Flag,
  type FlagRow,
} from "@halyard/core";
import type { Snapshot } from "../workspaces/snapshot.js";
import { code, counted, plain } from "../text/words.js";

const rows = new WeakMap<Snapshot, ReadonlyMap<string, FlagRow>>();

/** The line of each flag in the list of all, by registry and key; made once for each snapshot. */
export function rowOf(snapshot: Snapshot, flag: Flag): FlagRow | undefined {
  let known = rows.get(snapshot);
  if (known === undefined) {
    known = new Map(
      flagRows(judgedQuickly(snapshot)).map((row) => [`${row.registry}\0${row.flagKey}`, row]),
    );
    rows.set(snapshot, known);
  }
  return known.get(`${flag.definitions[0].path}\0${flag.key}`);
}

/** The analysis, without what the slow rules have not looked at yet: they do not decide a flag's next step. */
function judgedQuickly({ analysis, carried }: Snapshot): Analysis {
  if (carried === undefined) return analysis;
  return Object.assign(Object.create(analysis) as Analysis, {
    findings: () => analysis.quickFindings(),
    suppressedFindings: () => carried.suppressed,
  });
}

/** What a person wants to know of a flag at a glance, in Markdown: what it is, what it answers where, what to do. */
export function flagCard(snapshot: Snapshot, flag: Flag): string {
  const { analysis } = snapshot;
  const verdict = analysis.verdictOf(flag);
  const row = rowOf(snapshot, flag);
  const parts = [
    `**${plain(flag.key)}** · ${flag.type} flag · ${flag.valueType}`,
    ...(flag.description === undefined ? [] : [plain(flag.description)]),
    lifeLine(flag, analysis.now),
    verdictTable(snapshot, flag),
    plain(sentence(verdict.reason)),
    ...(row === undefined ? [] : [`**Next:** ${plain(row.nextStep.words)}`]),
    usesLine(snapshot, flag),
    linksLine(flag),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The card of a key that no registry has. */
export function unknownCard(snapshot: Snapshot, flagKey: string): string {
  const count = snapshot.analysis.index.referencesTo(flagKey).length;
  return `**${plain(flagKey)}** is in no registry.\n\n${counted(count, "reference")}`;
}

function lifeLine({ lifecycle }: Flag, now: Date): string {
  const { owner, created, expires, permanent, status } = lifecycle;
  const createdAt = created === undefined ? undefined : instantOf(created);
  const age =
    createdAt === undefined
      ? ""
      : ` (${counted(daysBetween(createdAt, now.getTime()), "day")} old)`;
  return [
    owner === undefined ? "no owner" : `owner ${code(owner)}`,
    ...(created === undefined ? [] : [`created ${plain(created)}${age}`]),
    ...(permanent === true
      ? ["meant to stay"]
      : [expires === undefined ? "no expiry" : `expires ${plain(expires)}`]),
    ...(status === undefined ? [] : [status]),
  ].join(" · ");
}

function verdictTable({ analysis }: Snapshot, flag: Flag): string {
  const { environments } = analysis.verdictOf(flag);
  if (environments.length === 0) return "";
  const production = new Set(analysis.registryOf(flag).defaults.productionEnvironments);
  const lines = environments.map(({ environment, verdict, since, reason }) => {
    const name = production.has(environment) ? `**${plain(environment)}**` : plain(environment);
    return `| ${name} | ${code(verdictWords(verdict))} | ${plain(since ?? "")} | ${plain(reason)} |`;
  });
  return ["| Environment | Verdict | Since | Why |", "| --- | --- | --- | --- |", ...lines].join(
    "\n",
  );
}

function usesLine({ analysis }: Snapshot, flag: Flag): string {
  const references = analysis.referencesOf(flag);
  const files = new Set(references.map(({ path }) => path));
  if (references.length === 0) return "No references";
  return `${counted(references.length, "reference")} in ${counted(files.size, "file")}`;
}

/** Only what leads to the web is a link: a registry is somebody's input. */
function linksLine({ lifecycle }: Flag): string {
  return lifecycle.links
    .filter(({ url }) => /^https?:\/\/[^\s<>()]+$/u.test(url))
    .map(({ url, title, rel }) => `[${plain(title ?? rel ?? url)}](<${url}>)`)
    .join(" · ");
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/u.test(first) ? first : `${first}.`;
}

/** Markdown as plain text, for editors that show no Markdown. */
export function withoutMarkdown(markdown: string): string {
  return markdown
    .replaceAll(/^\| ---.*\n?/gmu, "")
    .replaceAll(/\[([^\]]*)\]\(<([^>]*)>\)/gu, "$1 $2")
    .replaceAll(/\*\*/gu, "")
    .replaceAll(/\\([\\`*_{}[\]()#|<>~&])/gu, "$1")
    .replaceAll(/`+ ?([^`]*?) ?`+/gu, "$1");
}
