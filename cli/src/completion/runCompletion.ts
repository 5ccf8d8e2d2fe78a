import { suggestion } from "../arguments/suggestion.js";
import type { Arguments, Command, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { bashCompletion } from "./bash.js";
import { fishCompletion } from "./fish.js";
import { pwshCompletion } from "./pwsh.js";
import type { CommandWords } from "./words.js";
import { completionWords } from "./words.js";
import { zshCompletion } from "./zsh.js";

const scripts: ReadonlyMap<string, (words: readonly CommandWords[]) => string> = new Map([
  ["bash", bashCompletion],
  ["zsh", zshCompletion],
  ["fish", fishCompletion],
  ["pwsh", pwshCompletion],
]);

/** Runs `halyard completion`. */
export async function runCompletion(
  args: Arguments,
  session: Session,
  commands: readonly Command[],
): Promise<ExitCode> {
  const [shell] = args.positionals;
  const script = shell === undefined ? undefined : scripts.get(shell);
  if (script !== undefined) {
    session.write(script(completionWords(commands)));
    return exitCodes.clean;
  }
  const hint = shell === undefined ? "" : await suggestion(shell, scripts.keys());
  const named =
    shell === undefined ? "Name a shell." : `There is no completion for "${inert(shell)}".`;
  session.log(`${named}${hint} It is one of ${[...scripts.keys()].join(", ")}.\n`);
  return exitCodes.failure;
}
