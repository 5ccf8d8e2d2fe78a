import { matchesKeyPattern } from "../rules/keyPattern.js";
import { editOf } from "../text/change.js";
import type { Span } from "../text/span.js";
import { fixDataOf, outdated, unchangedText } from "./fixData.js";
import type { Fix, FixContext, FixData } from "./model.js";

/** A template with one name or member in it, and nothing that could have an effect when it is read again. */
const template =
  /^`([^`$\\]*)\$\{\s*([\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*)\s*\}([^`$\\]*)`$/u;
/** More keys than this make a condition that nobody wants to read. */
const mostKeys = 6;

/** Takes a key that is built at run time apart into the registered keys that it may mean. */
export const writeOutKeys: Fix = {
  id: "write-out-keys",
  ruleIds: ["dynamic-flag-key"],
  offers(finding, context) {
    const data = fixDataOf(finding, context);
    const newText = data && writtenOut(data, context);
    const text = context.textOf(finding.place.path) ?? "";
    if (!standsAlone(text, finding.place.span)) return [];
    if (data === undefined || newText === undefined) return [];
    const title = "Write out the flag keys that this may mean";
    return [{ title, kind: "suggestion", staysInFile: true, data }];
  },
  resolve(data, context) {
    const text = unchangedText(data, context);
    const newText = writtenOut(data, context);
    if (text === undefined || newText === undefined) return outdated(data);
    const { path, start, end } = data;
    return { ok: true, changes: [editOf(path, text, [{ start, end, newText }])] };
  },
};

/** As an argument or in brackets a condition needs no parentheses. */
function standsAlone(text: string, { start, end }: Span): boolean {
  const before = text.slice(0, start).trimEnd().at(-1) ?? "";
  const after = text.slice(end).trimStart().at(0) ?? "";
  return "([,".includes(before) && ")],".includes(after);
}

/** `name === "eu" ? "checkout-eu" : "checkout-us"`: the last key stands for every other value. */
function writtenOut({ written, path }: FixData, { analysis }: FixContext): string | undefined {
  const [, before, name, after] = template.exec(written) ?? [];
  if (before === undefined || name === undefined || after === undefined) return undefined;
  const keys = analysis
    .flags()
    .filter(({ key }) => matchesKeyPattern(`${before}*${after}`, key))
    .filter((flag) => analysis.flagFor(flag.key, path) === flag)
    .map(({ key }) => key)
    .sort();
  const last = keys.at(-1);
  if (last === undefined || keys.length < 2 || keys.length > mostKeys) return undefined;
  const tests = keys.slice(0, -1).map((key) => {
    const part = key.slice(before.length, key.length - after.length);
    return `${name} === ${JSON.stringify(part)} ? ${JSON.stringify(key)} : `;
  });
  return `${tests.join("")}${JSON.stringify(last)}`;
}
