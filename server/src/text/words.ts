/** A flag's key as sentences quote it; control characters are shown as spaces. */
export function quotedKey(flagKey: string): string {
  return `"${flagKey.replace(/\p{Cc}/gu, " ")}"`;
}

/** A number with its noun: `1 reference`, `12 references`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Text that Markdown shows as it is. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").replace(/[\\`*_{}[\]()#|<>~&]/gu, "\\$&");
}

/** Text as inline code of Markdown, whatever backticks it holds. */
export function code(text: string): string {
  const shown = text.replace(/\p{Cc}/gu, " ");
  const longest = Math.max(0, ...(shown.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}
