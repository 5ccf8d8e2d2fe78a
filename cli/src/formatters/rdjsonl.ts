import { entriesOf } from "../check/entries.js";
import { inert } from "../terminal/inert.js";
import type { Formatter } from "./formatter.js";
import { jsonText } from "./jsonText.js";

/** reviewdog's diagnostic format, one JSON object per line. Its columns count UTF-8 bytes. */
export const rdjsonlFormatter: Formatter = {
  name: "rdjsonl",
  format(report) {
    return entriesOf(report)
      .map(({ ruleId, severity, message, path, range, byteColumns }) => {
        const place = range && {
          start: { line: range.start.line, ...(byteColumns && { column: byteColumns.start }) },
          end: { line: range.end.line, ...(byteColumns && { column: byteColumns.end }) },
        };
        const diagnostic = {
          message: inert(message),
          location: { path, ...(place && { range: place }) },
          severity: severity === "error" ? "ERROR" : "WARNING",
          source: { name: "halyard" },
          code: { value: ruleId },
        };
        return `${jsonText(diagnostic)}\n`;
      })
      .join("");
  },
};
