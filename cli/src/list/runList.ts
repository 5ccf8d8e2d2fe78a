import type { FlagRow, Severity } from "@halyard/core";
import { decidingRules, flagRows } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import { suggestion } from "../arguments/suggestion.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import type { Terminal } from "../terminal/terminal.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { problemLines } from "../workspace/problemLines.js";
import { listCsv } from "./listCsv.js";
import { listJson } from "./listJson.js";
import { listMarkdown } from "./listMarkdown.js";
import { listTable } from "./listTable.js";

/** Runs `halyard list`. Problems with inputs go to standard error; an error among them is exit code 2. */
export async function runList(args: Arguments, session: Session): Promise<ExitCode> {
  const severities = new Map(decidingRules.map((id): [string, Severity] => [id, "warn"]));
  const opened = await openAnalysis(args, session, severities);
  if (!opened.ok) {
    session.log(`${opened.message}\n`);
    return exitCodes.failure;
  }
  const { analysis } = opened.value;
  const rows = flagRows(analysis);
  const unknownOwner = await wrongOwner(args.text("owner"), rows);
  if (unknownOwner !== undefined) {
    session.log(`${unknownOwner}\n`);
    return exitCodes.failure;
  }
  const date = analysis.now.toISOString().slice(0, 10);
  const wanted = rows.filter((row) => isWanted(row, args));
  session.write(formatRows(wanted, args.text("format") ?? "table", date, session.terminal));
  if (!args.has("quiet")) {
    for (const line of problemLines(analysis.problems, session.errorTerminal))
      session.log(`${line}\n`);
  }
  const isBroken = analysis.problems.some(({ severity }) => severity === "error");
  return isBroken ? exitCodes.failure : exitCodes.clean;
}

function isWanted(row: FlagRow, args: Arguments): boolean {
  const { type, owner, outcome } = {
    type: args.text("type"),
    owner: args.text("owner"),
    outcome: args.text("outcome"),
  };
  return (
    (type === undefined || row.type === type) &&
    (owner === undefined || row.owner === owner) &&
    (outcome === undefined || row.outcome === outcome)
  );
}

async function wrongOwner(
  owner: string | undefined,
  rows: readonly FlagRow[],
): Promise<string | undefined> {
  const owners = new Set(rows.flatMap((row) => row.owner ?? []));
  if (owner === undefined || owners.has(owner)) return undefined;
  const hint = inert(await suggestion(owner, owners));
  return `--owner: no flag belongs to "${inert(owner)}".${hint}`;
}

function formatRows(
  rows: readonly FlagRow[],
  format: string,
  date: string,
  terminal: Terminal,
): string {
  switch (format) {
    case "json":
      return listJson(rows, date);
    case "markdown":
      return listMarkdown(rows);
    case "csv":
      return listCsv(rows);
    default:
      return listTable(rows, terminal);
  }
}
