import type { FlagIndex } from "../index/flagIndex.js";
import type { SkippedFile } from "../index/indexInput.js";
import type { Problem } from "../text/problem.js";

/** Reasons that are somebody's mistake or surprise, told file by file. */
const messages: Readonly<Record<string, string>> = {
  "too-large":
    "This file was left out of the index: it is larger than 2 MB; exclude it or split it.",
  unreadable: "This file was left out of the index: it could not be read; check its permissions.",
  binary: "This file was left out of the index: it holds binary data; exclude it.",
};

/** Reasons that are in order, told once for all files. */
const expected = ["generated", "minified"] as const;

/** Every source file that the index had to leave out, as warnings. */
export function skippedProblems(index: FlagIndex): Problem[] {
  const skipped = index.skippedFiles();
  return [...skipped.flatMap(singleProblem), ...expected.flatMap((reason) => sum(reason, skipped))];
}

function singleProblem({ path, reason, detail }: SkippedFile): Problem[] {
  const message =
    reason === "unparsable"
      ? `This file was left out of the index: ${detail ?? "it could not be parsed"}; split it or exclude it.`
      : messages[reason];
  return message === undefined
    ? []
    : [{ code: `source-${reason}`, severity: "warning", message, path }];
}

function sum(reason: (typeof expected)[number], skipped: readonly SkippedFile[]): Problem[] {
  const files = skipped.filter((one) => one.reason === reason);
  const [first] = files;
  if (first === undefined) return [];
  const others = files.length === 1 ? "" : ` and ${String(files.length - 1)} more`;
  return [
    {
      code: `source-${reason}`,
      severity: "warning",
      message: `This file${others} looked ${reason} and was left out of the index; \`exclude\` it to say so yourself.`,
      path: first.path,
    },
  ];
}
