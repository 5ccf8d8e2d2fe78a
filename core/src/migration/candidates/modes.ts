import { stages, type Stage } from "../model.js";
import { wordsOf } from "./words.js";

/** A value of a flag that means a stage of a move. */
export interface Mode {
  readonly value: string;
  readonly stage: Stage;
}

const both = new Set(["both", "dual", "double", "mirror"]);
const checked = new Set(["shadow", "check", "compare", "verify"]);
const old = new Set(["legacy", "off", "old", "v1"]);
const next = new Set(["complete", "new", "next", "only"]);

/** The stage that a flag's value means by its words: `legacy`, `dual`, `events_only`, `NEW_AND_CHECK`. */
function stageOf(value: string): Stage | undefined {
  const words = wordsOf(value);
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  const isNew = has(next) || words.some((word) => /^v(?:[2-9]|\d\d)$/u.test(word));
  const usual = stages.find((stage) => stage === words.join(""));
  if (usual !== undefined) return usual;
  if (has(both)) return "dualwrite";
  if (has(checked)) return isNew && !has(old) ? "live" : "shadow";
  if (has(old)) return "off";
  return isNew ? "complete" : undefined;
}

/**
 * The stages that a flag's values mean, in order; undefined where they are no modes of a move: there must be one for
 * the old system and one for the new, and one for both or three in all.
 */
export function modesOf(values: readonly string[]): readonly Mode[] | undefined {
  const modes = values.flatMap((value): Mode[] => {
    const stage = stageOf(value);
    return stage === undefined ? [] : [{ value, stage }];
  });
  const found = new Set(modes.map(({ stage }) => stage));
  const isMove = found.has("off") && found.size === modes.length && modes.length === values.length;
  const hasNew = found.has("complete") || found.has("live") || found.has("rampdown");
  if (!isMove || !hasNew || values.length < 2) return undefined;
  if (values.length === 2 && values.every((value) => stages.some((stage) => stage === value))) {
    return undefined;
  }
  return [...modes].sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
}
