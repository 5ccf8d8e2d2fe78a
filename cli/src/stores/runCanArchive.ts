import type { Standing } from "@halyard/stores";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { openGate } from "./openGate.js";
import { verdictText } from "./verdictText.js";

const codes: Readonly<Record<Standing, ExitCode>> = {
  safe: exitCodes.clean,
  caution: exitCodes.findings,
  blocked: exitCodes.refused,
};

/** Runs `halyard can-archive`. Exit code 0 for safe, 1 for caution, 3 for blocked, 2 for wrong usage. */
export async function runCanArchive(args: Arguments, session: Session): Promise<ExitCode> {
  const gate = await openGate(args, session, args.has("sync"));
  if (!gate.ok) {
    session.log(`${gate.message}\n`);
    return exitCodes.failure;
  }
  const { verdict } = gate.value;
  session.write(
    args.text("format") === "json"
      ? `${JSON.stringify(verdict, null, 2)}\n`
      : verdictText(verdict, session.terminal),
  );
  return codes[verdict.standing];
}
