import type { Finding } from "../rules/model.js";
import type { FixContext, FixData, FixResult } from "./model.js";

/** The data of a fix for a finding, or undefined where the finding's text is out of reach. */
export function fixDataOf(
  { place, flagKey }: Finding,
  context: FixContext,
  values?: Readonly<Record<string, string>>,
): FixData | undefined {
  const { path, span } = place;
  const text = context.textOf(path);
  if (text === undefined || span.end > text.length) return undefined;
  return {
    path,
    start: span.start,
    end: span.end,
    written: text.slice(span.start, span.end),
    ...(flagKey !== undefined && { flagKey }),
    ...(values !== undefined && { values }),
  };
}

/** The text of the finding's file, if what the offer spoke of still stands where it did. */
export function unchangedText(data: FixData, context: FixContext): string | undefined {
  const text = context.textOf(data.path);
  return text?.slice(data.start, data.end) === data.written ? text : undefined;
}

/** A refusal in one sentence. */
export function refused(reason: string): FixResult {
  return { ok: false, reason };
}

/** The refusal of an offer that the text has outrun. */
export function outdated(data: FixData): FixResult {
  return refused(`${data.path} has changed since this was offered; ask again.`);
}
