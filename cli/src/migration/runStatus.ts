import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import { suggestion } from "../arguments/suggestion.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";
import { statusJson } from "./statusJson.js";
import { statusTable } from "./statusTable.js";
import { statusText } from "./statusText.js";
import { unsoundMigrations } from "./unsound.js";

/** Tells how far the migrations have come: all of them in a table, or one in full. */
export async function runStatus(
  args: Arguments,
  session: Session,
  { analysis }: OpenedWorkspace,
  id: string | undefined,
): Promise<ExitCode> {
  const { migrations } = analysis.migrations();
  const wanted = id === undefined ? migrations : migrations.filter((one) => one.id === id);
  const unsound = unsoundMigrations(analysis, id);
  for (const line of unsound) session.log(line);
  if (unsound.length > 0 && wanted.length === 0) return exitCodes.failure;
  if (id !== undefined && wanted.length === 0) {
    const hint = inert(await suggestion(id, new Set(migrations.map((one) => one.id))));
    session.log(`No registry declares the migration "${inert(id)}".${hint}\n`);
    return exitCodes.failure;
  }
  if (args.text("format") === "json") session.write(statusJson(analysis, wanted));
  else if (id === undefined) session.write(statusTable(wanted, session.terminal));
  else session.write(wanted.map((one) => statusText(analysis, one, session.terminal)).join("\n"));
  return unsound.length > 0 ? exitCodes.failure : exitCodes.clean;
}
