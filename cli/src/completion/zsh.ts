import type { CommandWords, OptionWords } from "./words.js";
import { singleQuoted } from "./words.js";

/** A completion script for zsh. */
export function zshCompletion(commands: readonly CommandWords[]): string {
  return [
    "#compdef halyard",
    "_halyard() {",
    "  local -a commands",
    "  commands=(",
    ...commands.map(({ name, summary }) => `    ${singleQuoted(`${name}:${plain(summary)}`)}`),
    "  )",
    "  local command=$words[2]",
    "  if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then",
    "    _describe command commands",
    "    _files",
    "    return",
    "  fi",
    "  case $command in",
    ...commands.filter(({ name }) => name !== "check").map((words) => branch(words, words.name)),
    ...commands.filter(({ name }) => name === "check").map((words) => branch(words, "*")),
    "  esac",
    "}",
    "compdef _halyard halyard",
    "",
  ].join("\n");
}

/** `check` comes last and takes every other first word, because it is the default command. */
function branch({ options, positionals }: CommandWords, pattern: string): string {
  const rest = positionals.length === 0 ? "*:file:_files" : `*:name:(${positionals.join(" ")})`;
  const specs = [...options.flatMap(optionSpecs), singleQuoted(rest)];
  return `    ${pattern}) _arguments ${specs.join(" ")} ;;`;
}

function optionSpecs({ name, short, summary, takesValue, choices }: OptionWords): string[] {
  const action = choices.length === 0 ? "_files" : `(${choices.join(" ")})`;
  const value = takesValue ? `:value:${action}` : "";
  const forms = short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
  return forms.map((form) => singleQuoted(`*${form}[${plain(summary)}]${value}`));
}

/** zsh reads colons and brackets in descriptions. */
function plain(text: string): string {
  return text.replace(/[[\]:]/g, (mark) => `\\${mark}`);
}
