const invisible =
  /* eslint-disable-next-line no-control-regex -- Control characters are what is looked for. */
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A text of the workspace as it may be shown in a label: one line, without characters that change how others look.
 * Tree items, messages and quick picks show HTML and most of Markdown as they are written, but icons (`$(name)`) in
 * some, and links in messages, even those that run commands.
 */
export function plain(text: string): string {
  return text
    .replaceAll(invisible, " ")
    .replaceAll(/([$\]])\(/g, "$1\u200b(")
    .trim();
}
