import type { Terminal } from "./terminal/terminal.js";

/** What a command may touch of the process: injected, so that tests run commands without one. */
export interface Session {
  /** Absolute directory that the command works from (`--cwd` applied). */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The real time; commands use `--now` in its place where it is given. */
  readonly clock: () => Date;
  /** What standard output can show. */
  readonly terminal: Terminal;
  /** What standard error can show. */
  readonly errorTerminal: Terminal;
  /** Writes a result to standard output. */
  write(text: string): void;
  /** Writes a message, progress or statistics to standard error. */
  log(text: string): void;
}
