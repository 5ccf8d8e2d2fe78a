import { entriesOf } from "../check/entries.js";
import { inert } from "../terminal/inert.js";
import type { Formatter } from "./formatter.js";
import { jsonText } from "./jsonText.js";

/** GitLab's code quality report: an array in the form of Code Climate's issues. */
export const gitlabFormatter: Formatter = {
  name: "gitlab",
  format(report) {
    const list = entriesOf(report).map(
      ({ ruleId, severity, message, path, range, fingerprint }) => ({
        description: inert(message),
        check_name: ruleId,
        fingerprint,
        severity: severity === "error" ? "major" : "minor",
        location: {
          path,
          lines: { begin: range?.start.line ?? 1, end: range?.end.line ?? 1 },
        },
      }),
    );
    return `${jsonText(list, 2)}\n`;
  },
};
