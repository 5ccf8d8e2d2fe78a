/** Characters that cannot be seen, and those that turn the direction of others. */
const unseen = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Text of a workspace in one line that looks as it is written: what cannot be seen is a space. */
export function seen(text: string): string {
  return text.replace(unseen, " ");
}

/** A flag's key as sentences quote it. */
export function quotedKey(flagKey: string): string {
  return `"${seen(flagKey)}"`;
}

/** A number with its noun: `1 reference`, `12 references`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Text that Markdown shows as it is. */
export function plain(text: string): string {
  return seen(text).replace(/[\\`*_{}[\]()#|<>~&]/gu, "\\$&");
}

/** Text as inline code of Markdown, whatever backticks it holds. */
export function code(text: string): string {
  const shown = seen(text);
  const longest = Math.max(0, ...(shown.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}
