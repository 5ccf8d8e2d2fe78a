import { instantOf, isoDay } from "../registry/dates.js";
import type { Flag } from "../registry/model.js";
import { editOf, type TextEdit } from "../text/change.js";
import { fixDataOf, refused } from "./fixData.js";
import { flagOf } from "./flagOf.js";
import type { Fix, FixContext, FixResult } from "./model.js";
import { isWritable, setFlagField } from "./registry/setField.js";

const dayLength = 86_400_000;
const extensions = [30, 90];

/**
 * Gives a flag more time. Where the registry takes comments, a comment says since when and from which date, and leaves
 * the reason to be written behind it.
 */
export const extendExpiry: Fix = {
  id: "extend-expiry",
  ruleIds: ["expired-flag", "stale-flag"],
  offers(finding, context) {
    const flag = flagOf({ ...finding, path: finding.place.path }, context);
    if (flag === undefined || !isWritable(context.analysis.registryOf(flag))) return [];
    const staysInFile = flag.definitions[0].path === finding.place.path;
    return extensions.flatMap((days) => {
      const expires = isoDay(context.now.getTime() + days * dayLength);
      const data = fixDataOf(finding, context, { expires });
      const title = `Extend "${flag.key}" by ${String(days)} days, to ${expires}`;
      return data === undefined ? [] : [{ title, kind: "suggestion", staysInFile, data }];
    });
  },
  resolve(data, context) {
    const flag = flagOf(data, context);
    const expires = data.values?.expires;
    if (flag === undefined || expires === undefined || instantOf(expires) === undefined) {
      return refused("The flag is no longer there.");
    }
    return withReason(
      flag,
      setFlagField(flag, ["lifecycle", "expires"], expires, context),
      context,
    );
  },
};

/** The same change with a comment above the entry that asks for the reason. */
function withReason(flag: Flag, result: FixResult, { now }: FixContext): FixResult {
  const [change] = result.ok ? result.changes : [];
  const mark = change === undefined ? undefined : commentMark(change.path);
  if (change === undefined || mark === undefined) return result;
  const { keySpan } = flag.definitions[0];
  const lineStart = change.oldText.lastIndexOf("\n", keySpan.start - 1) + 1;
  const indent = change.oldText.slice(lineStart, keySpan.start);
  if (indent.trim() !== "") return result;
  const before = flag.lifecycle.expires ?? "no date";
  const eol = change.oldText.includes("\r\n") ? "\r\n" : "\n";
  const words = `Extended on ${isoDay(now.getTime())} from ${before}. Reason:`;
  const comment: TextEdit = {
    start: lineStart,
    end: lineStart,
    newText: `${indent}${mark} ${words} ${eol}`,
  };
  return { ok: true, changes: [editOf(change.path, change.oldText, [comment, ...change.edits])] };
}

function commentMark(path: string): string | undefined {
  if (/\.ya?ml$/iu.test(path)) return "#";
  return /\.jsonc$/iu.test(path) ? "//" : undefined;
}
