import type { FlagIndex } from "../index/flagIndex.js";
import type { Problem } from "../text/problem.js";

/** Reasons that a person should hear of; a file that went away meanwhile or was minified is left out in silence. */
const messages: Readonly<Record<string, string>> = {
  "too-large":
    "This file was left out of the index: it is larger than 2 MB; exclude it or split it.",
  unreadable: "This file was left out of the index: it could not be read; check its permissions.",
  binary: "This file was left out of the index: it holds binary data; exclude it.",
  minified:
    "This file was left out of the index: it looks minified; exclude it to say so yourself.",
};

/** One warning per source file that the index had to leave out. */
export function skippedProblems(index: FlagIndex): Problem[] {
  return index.skippedFiles().flatMap(({ path, reason, detail }): Problem[] => {
    const message =
      reason === "unparsable"
        ? `This file was left out of the index: ${detail ?? "it could not be parsed"}; split it or exclude it.`
        : messages[reason];
    return message === undefined
      ? []
      : [{ code: `source-${reason}`, severity: "warning", message, path }];
  });
}
