import type { CommandWords, OptionWords } from "./words.js";
import { singleQuoted } from "./words.js";

/** A completion script for fish. */
export function fishCompletion(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const isFirst = singleQuoted(`not __fish_seen_subcommand_from ${names}`);
  const lines = commands.map(
    ({ name, summary }) =>
      `complete -c halyard -n ${isFirst} -a ${name} -d ${singleQuoted(summary)}`,
  );
  for (const { name, options, positionals } of commands) {
    // Options of the default command also belong to a line that names no command yet.
    const seen = `__fish_seen_subcommand_from ${name}`;
    const condition = singleQuoted(
      name === "check" ? `${seen}; or not __fish_seen_subcommand_from ${names}` : seen,
    );
    lines.push(...options.map((option) => optionLine(option, condition)));
    if (positionals.length > 0) {
      lines.push(
        `complete -c halyard -n ${condition} -f -a ${singleQuoted(positionals.join(" "))}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function optionLine(
  { name, short, summary, takesValue, choices }: OptionWords,
  condition: string,
): string {
  const shortForm = short === undefined ? "" : ` -s ${short}`;
  const values = choices.length === 0 ? "" : ` -f -a ${singleQuoted(choices.join(" "))}`;
  const value = takesValue ? ` -r${values}` : "";
  return `complete -c halyard -n ${condition} -l ${name}${shortForm}${value} -d ${singleQuoted(summary)}`;
}
