import type { ReferenceView } from "../../reference/model.js";
import { doingOf, namedForBoth, speaksOfMove, wordsOf } from "./words.js";

/** What is needed to tell which files may hold a migration that no registry declares. */
export interface CandidateSource {
  readonly index: ReferenceView;
  textOf(path: string): string | undefined;
  readonly isTest: (path: string) => boolean;
  /** Only these files matter; default all. */
  readonly among?: ReadonlySet<string>;
}

/** Names by which people call functions and switches of a double write, and wrappers that take both sides. */
const telling = [
  "DUAL_WRITE",
  "DUAL_WRITE_ENABLED",
  "DualWrite",
  "DualWriteHelper",
  "DualWriteService",
  "DualWriter",
  "ENABLE_DUAL_WRITE",
  "IS_DUAL_WRITE_ENABLED",
  "createMigration",
  "doubleWrite",
  "dualWrite",
  "dualWriteEnabled",
  "dualWriter",
  "dual_write_enabled",
  "enableDualWrite",
  "executeDualWrite",
  "isDualWriteEnabled",
  "performDualWrite",
  "runDualWrite",
  "runShadow",
  "runWithConsistencyCheck",
  "shadowRead",
  "shadowWrite",
  "withDualWrite",
  "writeBoth",
  "writeToBoth",
  "candidate",
];

/** Words in a flag's key that make it worth asking whether its values are sides. */
const choosing = new Set([
  "implementation",
  "mode",
  "phase",
  "read",
  "reads",
  "return",
  "source",
  "stage",
  "state",
  "store",
  "strategy",
  "write",
  "writes",
]);

/** Code that people run by hand writes to whatever it likes. */
const besideProduct =
  /(?:^|\/)(?:benchmarks?|demos?|e2e|examples?|fixtures|scripts?|seeders?|seeds?)\/|(?:^|\/)test[-_.][^/]*$/iu;

const bareCall = /(?<![.\w$#])(?<name>[a-z]\w*)\(\s*(?<given>[\w$.]+|\{)/gu;

const memberCall = /(?<store>[\w$\])]+|#\w+)\??\.(?<name>[a-z]\w*)\(\s*(?<given>[\w$.]+|\{)/gu;

/**
 * Files worth parsing for undeclared migrations, sorted.
 *
 * They ask a flag whose key may speak of a move, are named for a double write, hand both sides to a wrapper, or ask any
 * flag and call one storing member on two receivers with the same argument.
 */
export function candidateFiles(source: CandidateSource): readonly string[] {
  const { index, among } = source;
  const isWanted = (path: string): boolean =>
    among?.has(path) !== false && isCandidatePath(path, source);
  const asking = new Map<string, { isMoving: boolean; places: number[] }>();
  for (const { access, path, flagKey, evaluation } of index.references) {
    if (access !== "read" || !isWanted(path)) continue;
    const known = asking.get(path) ?? { isMoving: false, places: [] };
    known.isMoving ||= maySpeakOfMove(flagKey);
    known.places.push(evaluation.start);
    asking.set(path, known);
  }
  const named = [
    ...(among ?? index.filesNamingAny?.(telling) ?? []),
    ...(among ?? index.filesCalled?.(namedForBoth) ?? []),
  ].filter(isWanted);
  const found = [
    ...[...asking].filter(
      ([path, { isMoving, places }]) => isMoving || isWorthwhile(source.textOf(path) ?? "", places),
    ),
    ...named
      .filter((path) => {
        const text = source.textOf(path) ?? "";
        return namedForBoth.test(path) || namedForBoth.test(text) || takesBothSides(text);
      })
      .map((path) => [path] as const),
  ].map(([path]) => path);
  return [...new Set(found)].sort();
}

/** Whether a file is part of the product, and not a test or a script. */
export function isCandidatePath(
  path: string,
  source: { readonly isTest: (path: string) => boolean },
): boolean {
  return !besideProduct.test(path) && !source.isTest(path);
}

/** Whether a flag's key speaks of a move, or makes it worth asking whether its values are sides. */
export function maySpeakOfMove(flagKey: string): boolean {
  return speaksOfMove(flagKey) || wordsOf(flagKey).some((word) => choosing.has(word));
}

/** A function is hardly ever longer than this many UTF-16 units. */
const longestFunction = 8_000;

/** Two writes of one function stand near the flag that is asked there. */
function isWorthwhile(text: string, places: readonly number[]): boolean {
  return (
    takesBothSides(text) ||
    places.some((at) =>
      storesTwice(text.slice(Math.max(0, at - longestFunction), at + longestFunction)),
    )
  );
}

function takesBothSides(text: string): boolean {
  return (
    (/\bcontrol\b/u.test(text) && /\bcandidate\b/u.test(text)) ||
    (/\breadOld\b/u.test(text) && /\breadNew\b/u.test(text)) ||
    (text.includes(".use(") && text.includes(".try(")) ||
    /\brun(?:Shadow|WithConsistencyCheck)\(/u.test(text)
  );
}

/** `a.save(x)` and `b.save(x)`, or `saveOld(x)` and `saveNew(x)`. */
function storesTwice(text: string): boolean {
  return isWrittenTwice(text.matchAll(memberCall)) || isWrittenTwice(text.matchAll(bareCall));
}

/** Whether two of the calls do the same with the same, but to different receivers or by different functions. */
function isWrittenTwice(calls: Iterable<RegExpExecArray>): boolean {
  const stores = new Map<string, string>();
  for (const { groups: { name = "", store = name, given = "" } = {} } of calls) {
    const doing = doingOf(name);
    if (doing === undefined || doing === "read") continue;
    const key = `${doing}(${given}`;
    const known = stores.get(key);
    if (known !== undefined && known !== store) return true;
    stores.set(key, store);
  }
  return false;
}
