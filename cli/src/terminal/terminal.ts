/** What a stream can show. */
export interface Terminal {
  readonly isTerminal: boolean;
  readonly color: boolean;
  readonly unicode: boolean;
  /** Columns; 80 where there is no terminal. */
  readonly width: number;
}

/** A terminal that shows nothing but plain ASCII text, as a file does. */
export const plainTerminal: Terminal = {
  isTerminal: false,
  color: false,
  unicode: false,
  width: 80,
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds out what a stream can show.
 *
 * `choice` is `--color` or `--no-color`; after it come `NO_COLOR` (no-color.org), `FORCE_COLOR` (as Node reads it)
 * and whether the stream is a terminal.
 */
export function terminalOf(
  stream: { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined },
  env: Environment,
  choice?: boolean,
): Terminal {
  const isTerminal = stream.isTTY === true;
  const columns = stream.columns ?? Number(env.COLUMNS);
  return {
    isTerminal,
    color: choice ?? hasColor(env, isTerminal),
    unicode: hasUnicode(env),
    width: Number.isInteger(columns) && columns >= 40 ? columns : 80,
  };
}

function hasColor(env: Environment, isTerminal: boolean): boolean {
  if ((env.NO_COLOR ?? "") !== "") return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal && env.TERM !== "dumb";
}

function hasUnicode(env: Environment): boolean {
  if (env.TERM === "linux") return false;
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((name) => (name ?? "") !== "");
  // Windows terminals and editors set no locale, yet show Unicode; an explicit C locale does not.
  return locale === undefined || /utf-?8/i.test(locale);
}
