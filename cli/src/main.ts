import type { ExitCode } from "./command.js";
import { exitCodes } from "./command.js";
import type { SessionFactory } from "./dispatch.js";
import { dispatch } from "./dispatch.js";
import { inert, withoutWorkflowCommands } from "./terminal/inert.js";
import { terminalOf } from "./terminal/terminal.js";

const { env, stdout, stderr } = process;

const createSession: SessionFactory = ({ cwd, color }) => ({
  cwd,
  env,
  clock: () => new Date(),
  terminal: terminalOf(stdout, env, color),
  errorTerminal: terminalOf(stderr, env, color),
  write: (text) => stdout.write(text),
  log: (text) => stderr.write(withoutWorkflowCommands(text)),
});

/** A reader such as `head` that has seen enough closes the pipe: that is no error of ours or theirs. */
function endQuietlyOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** What stands here is a bug: one line for people, the stack for those who ask. */
function reportBug(error: unknown): ExitCode {
  const wantsStack = process.argv.includes("--debug") || /(?:^|,)halyard/.test(env.DEBUG ?? "");
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(`Halyard stopped because of an internal error: ${inert(message)}\n`);
  if (wantsStack && error instanceof Error) stderr.write(`${error.stack ?? ""}\n`);
  else stderr.write("Run again with DEBUG=halyard for the stack trace, and please report it.\n");
  return exitCodes.failure;
}

/**
 * SIGINT keeps its default: it ends the process at once, also in the middle of a long computation, where a handler
 * would have to wait for its turn. Shells report that as 130.
 */
async function main(): Promise<void> {
  endQuietlyOnClosedPipe(stdout);
  endQuietlyOnClosedPipe(stderr);
  try {
    process.exitCode = await dispatch(process.argv.slice(2), process.cwd(), createSession);
  } catch (error) {
    process.exitCode = reportBug(error);
  }
}

await main();
