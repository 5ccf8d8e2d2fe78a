import type { Analysis, Place } from "@halyard/core";
import { placeFields } from "../output/place.js";

/** What every planned change says beside its edits. */
interface Said {
  readonly pruned: readonly {
    readonly kind: string;
    readonly name: string;
    readonly path: string;
  }[];
  readonly notes: readonly {
    readonly kind: string;
    readonly message: string;
    readonly place?: Place;
  }[];
  readonly refusals: readonly {
    readonly code: string;
    readonly message: string;
    readonly place?: Place;
  }[];
}

/** What was pruned, noted and refused, as the fields that JSON has for it; places are 1-based. */
export function planFields(analysis: Analysis, { pruned, notes, refusals }: Said): object {
  return {
    pruned: pruned.map(({ kind, name, path }) => ({ kind, name, path })),
    notes: notes.map(({ kind, message, place }) => ({
      kind,
      message,
      ...placeFields(analysis, place),
    })),
    refusals: refusals.map(({ code, message, place }) => ({
      code,
      message,
      ...placeFields(analysis, place),
    })),
  };
}
