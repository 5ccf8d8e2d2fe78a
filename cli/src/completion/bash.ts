import type { CommandWords } from "./words.js";

/** A completion script for bash. */
export function bashCompletion(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return [
    "_halyard() {",
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"`,
    "  local command=check word words= i",
    "  for ((i = 1; i < COMP_CWORD; i++)); do",
    `    case " ${names} " in *" \${COMP_WORDS[i]} "*) command="\${COMP_WORDS[i]}"; break ;; esac`,
    "  done",
    '  case "$command $previous" in',
    ...commands.flatMap(valueCases),
    "  esac",
    '  case "$command" in',
    ...commands.map(
      ({ name, options, positionals }) =>
        `    ${name}) words="${[...options.map((option) => `--${option.name}`), ...positionals].join(" ")}" ;;`,
    ),
    "  esac",
    `  [ "$COMP_CWORD" -eq 1 ] && words="$words ${names}"`,
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "}",
    "complete -o default -F _halyard halyard",
    "",
  ].join("\n");
}

function valueCases({ name, options }: CommandWords): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ name: option, short, choices }) => {
      const forms = [
        `"${name} --${option}"`,
        ...(short === undefined ? [] : [`"${name} -${short}"`]),
      ];
      const reply = `COMPREPLY=($(compgen ${choices.length === 0 ? "-f" : `-W "${choices.join(" ")}"`} -- "$current"))`;
      return `    ${forms.join("|")}) ${reply}; return ;;`;
    });
}
