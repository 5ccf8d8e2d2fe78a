import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { readVersion } from "../package/version.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { createMcpServer } from "./createMcpServer.js";

/** Runs `halyard mcp` until the client closes its end of the pipe. */
export async function runMcp(args: Arguments, session: Session): Promise<ExitCode> {
  const open = async (): ReturnType<typeof openAnalysis> => openAnalysis(args, session);
  const closed = new Promise<void>((resolve) =>
    process.stdin.once("close", resolve).once("end", resolve),
  );
  const handle = serveStdio(
    () => createMcpServer(readVersion(), open, { allowApply: args.has("allow-apply") }),
    {
      onerror: (error) => {
        session.log(`${error.message}\n`);
      },
    },
  );
  await closed;
  await handle.close();
  return exitCodes.clean;
}
