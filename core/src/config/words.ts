import picomatch from "picomatch";
import { either, oneOrMore, wholeNumber } from "../schema/describe.js";
import type { StringShape, UnionShape } from "../schema/shape.js";

/** One short string without blanks; `noun` says what it is, with its article. */
export function word(noun: string, pattern = /^[^\s'"`()]+$/): StringShape {
  return { kind: "string", noun, pattern, maxLength: 256 };
}

/** The same, where `enabledFlags()` may stand for what a function of that name returns. */
export function namesOrCalls(): UnionShape {
  return oneOrMore(word("a name as the code writes it", /^[^\s'"`()]+(?:\(\))?$/), {
    unique: true,
  });
}

/** A name or a list of names as code writes them: `isEnabled`, `config.flags`. */
export function names(): UnionShape {
  return oneOrMore(word("a name as the code writes it"), { unique: true });
}

/** A flag key or a pattern of keys, or a list of them. */
export function keyPatterns(): UnionShape {
  const key = word("a flag key, with `*` for any run of characters");
  const test = (pattern: string): string | undefined =>
    countStars(pattern) <= maxStars
      ? undefined
      : `\`${pattern}\` has more than ${maxStars} \`*\`; write several patterns.`;
  return oneOrMore({ ...key, test }, { unique: true });
}

/** A path pattern relative to the workspace root. */
export function glob(): StringShape {
  return { kind: "string", noun: "a path or glob", maxLength: 1024, test: globFault };
}

/** One glob or a list of them. */
export function globs(): UnionShape {
  return oneOrMore(glob(), { unique: true });
}

/** `0` or `"0.key"`. */
export function argumentPath(): UnionShape {
  return either(
    wholeNumber(0, 99),
    word('an argument such as 0 or "0.key"', /^\d{1,2}(?:\.(?:\*|[A-Za-z_$][\w$]*))*$/),
  );
}

/** What is wrong with a path or glob of the workspace, as a sentence, or undefined. */
export function globFault(text: string): string | undefined {
  const fault = pathFault(text.startsWith("!") ? text.slice(1) : text) ?? costFault(text);
  if (fault !== undefined) return fault;
  try {
    picomatch.makeRe(text, { strictBrackets: true });
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it cannot be read";
    return `\`${text}\` is not a glob that can be matched: ${reason}.`;
  }
}

const maxStars = 3;
const maxDeepStars = 4;

/** Why a glob could take for ever: it becomes a regular expression, in which every wildcard multiplies the work. */
function costFault(glob: string): string | undefined {
  if (/[?*+@!]\(/.test(glob)) {
    return `\`${glob}\` has a group such as \`+(…)\`, which is not read; write alternatives as \`{a,b}\`.`;
  }
  const segments = glob.split("/");
  const deep = segments.filter((segment) => segment === "**").length;
  const stars = segments.filter((segment) => segment !== "**").map(countStars);
  if (deep <= maxDeepStars && Math.max(...stars, 0) <= maxStars) return undefined;
  return `\`${glob}\` has too many wildcards: at most ${maxDeepStars} times \`**\` and ${maxStars} \`*\` between slashes; write several globs.`;
}

function countStars(text: string): number {
  return text.split(/\*+/).length - 1;
}

/** Why a path must not be followed, as a sentence, or undefined: it would leave the workspace or fits no system. */
export function pathFault(path: string): string | undefined {
  if (path.trim() === "") return "An empty path names no file; write one or remove it.";
  if (path.includes("\0")) return "A path cannot hold a NUL character; remove it.";
  if (path.includes("\\")) {
    return `\`${path}\` has backslashes; write paths with forward slashes on every system.`;
  }
  if (/^(?:[A-Za-z]:|[A-Za-z][\w+.-]*:\/\/|\/|~)/.test(path)) {
    return `\`${path}\` is not relative; write it from the workspace root, such as \`src/flags.ts\`.`;
  }
  let depth = 0;
  for (const segment of path.split("/")) {
    if (segment === "..") depth--;
    else if (segment !== "." && segment !== "") depth++;
    if (depth < 0) return `\`${path}\` leads out of the workspace; only files within it are read.`;
  }
  return undefined;
}

/** The path without `.`, `..` and doubled slashes; only for paths without a fault. */
export function normalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return segments.join("/");
}
