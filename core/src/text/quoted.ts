/** Text as messages quote it: in backticks, control characters as spaces, so that no output is disturbed. */
export function quoted(text: string): string {
  return `\`${text.replace(/\p{Cc}/gu, " ")}\``;
}

/** Text cut to a length that fits a message. */
export function shortened(text: string, length = 60): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
