import type { Flag } from "../registry/model.js";
import type { Place } from "../text/span.js";

/** A place in a test that gives a flag a variant; `variant` is undefined where it cannot be told which. */
export interface FlagSetting {
  readonly place: Place;
  readonly variant: string | undefined;
  /** Inside one test case rather than in what all of them share. */
  readonly inCase: boolean;
}

/** What follows a key where a flag is set: `"key": true`, `("key", true)`, `KEY = "true"`, `("key", () => true)`. */
const setting =
  /^["'`\]]*\s*(?:[:=]|,(?:\s*\(\)\s*=>)?)\s*(?:\{\s*\w+:\s*)?(true|false|["'`][^"'`\n]*["'`])/u;
const switchedOn = /\b(?:enable|turnOn|switchOn|activate)\w*\(\s*["'`]$/u;
const switchedOff = /\b(?:disable|turnOff|switchOff|deactivate)\w*\(\s*["'`]$/u;
const testCase = /\b(?:it|test)(?:\.\w+)*\s*\(/gu;

/** Every place in a test file that names one of a flag's spellings, with the variant that it sets. */
export function settingsIn(
  path: string,
  text: string,
  spellings: readonly string[],
  flag: Flag,
): readonly FlagSetting[] {
  const firstCase = text.search(testCase);
  return spellings.flatMap((key) =>
    occurrences(text, key).map((start) => ({
      place: { path, span: { start, end: start + key.length } },
      variant: variantAt(text, start, key, flag),
      inCase: firstCase >= 0 && start > firstCase,
    })),
  );
}

/** Number of test cases in a file. */
export function casesIn(text: string): number {
  return [...text.matchAll(testCase)].length;
}

function occurrences(text: string, key: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    const around = `${text[at - 1] ?? " "}${text[at + key.length] ?? " "}`;
    if (!/[\w$-]/u.test(around)) found.push(at);
  }
  return found;
}

function variantAt(text: string, start: number, key: string, flag: Flag): string | undefined {
  const before = text.slice(Math.max(0, start - 40), start);
  if (switchedOn.test(before)) return variantOf(flag, "true");
  if (switchedOff.test(before)) return variantOf(flag, "false");
  const [, written] = setting.exec(text.slice(start + key.length, start + key.length + 80)) ?? [];
  return written === undefined ? undefined : variantOf(flag, written.replaceAll(/["'`]/gu, ""));
}

/** The variant of a value as a test writes it, or of its own name. */
function variantOf(flag: Flag, written: string): string | undefined {
  for (const [name, value] of flag.variants) {
    if (name === written || value === written || JSON.stringify(value) === written) return name;
  }
  return undefined;
}
