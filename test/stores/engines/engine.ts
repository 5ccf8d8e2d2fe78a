import type { Context, Definition } from "./definitions.js";

/** What an engine answers: a value, or the code's own default value, which is none of the flag's. */
export type Answer = string | number | boolean | { readonly isDefault: true };

/** The code's own default value, as calls give it to the SDKs. */
export const codeDefault: Answer = { isDefault: true };

/** Answers for one flag and one context. */
export type Evaluate = (key: string, context: Context) => Answer | Promise<Answer>;

/** A store's own engine, with the way to say a definition in the store's words. */
export interface Engine {
  readonly format: string;
  /** Whether the engine takes definitions with texts, or with parents. */
  readonly takes: { readonly texts: boolean; readonly parents: boolean };
  /** A payload with the flags given, under their keys, and with their parents. */
  payload(flags: ReadonlyMap<string, Definition>): unknown;
  /** Starts the engine on a payload; `load` gives a package by its name. */
  start(payload: unknown, load: (name: string) => unknown): Promise<Started>;
}

export interface Started {
  readonly evaluate: Evaluate;
  readonly stop?: () => void | Promise<void>;
}

/** The key of the flag that a flag has as its parent. */
export function parentKey(key: string): string {
  return `${key}-parent`;
}
