import type { JsonValue } from "../../text/json.js";
import type { Folded } from "./folded.js";

/** Folds one expression. */
export type Fold = (expression: JsonValue) => Folded;

/** An operator's argument as a list; a single argument may stand without brackets. */
export interface Operands {
  readonly list: readonly JsonValue[];
  /** It was written as a list. */
  readonly isList: boolean;
}

/** How one operator folds; `fold` folds the expressions among its operands. */
export type Operator = (operands: Operands, fold: Fold, flagKey: string) => Folded;
