import { generalOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

const shells = ["bash", "zsh", "fish", "pwsh"] as const;

/** `halyard completion`: a script that teaches a shell the commands and options; `commands` gives them all. */
export function completionCommand(commands: () => readonly Command[]): Command {
  return {
    name: "completion",
    summary: "Print a completion script for a shell",
    usage: ["completion SHELL"],
    maxPositionals: 1,
    positionalChoices: shells,
    options: generalOptions,
    examples: [
      { line: 'eval "$(halyard completion bash)"', does: "In ~/.bashrc." },
      { line: 'eval "$(halyard completion zsh)"', does: "In ~/.zshrc, after compinit." },
      { line: "halyard completion fish | source", does: "In ~/.config/fish/config.fish." },
      {
        line: "halyard completion pwsh | Out-String | Invoke-Expression",
        does: "In PowerShell's $PROFILE.",
      },
    ],
    run: async (args, session) =>
      (await import("../completion/runCompletion.js")).runCompletion(args, session, commands()),
  };
}
