import type { MigrationFlag } from "../migration/model.js";
import type { FlagReference } from "../reference/model.js";
import { writtenLike } from "./keyText.js";
import type { FixContext } from "./model.js";

/** The value that a kill switch has while it stops nothing, if its variants are `true` and `false`. */
export function quietValue({ flag, variant }: MigrationFlag): boolean | undefined {
  const stopping = variant === undefined ? undefined : flag?.variants.get(variant);
  return typeof stopping === "boolean" ? !stopping : undefined;
}

/**
 * The source of another flag's evaluation, asked as this one is: with its client, its context and its own `await`, and
 * falling back to `fallback` where the store cannot be reached. Undefined where the key is not written out here.
 */
export function askedLike(
  reference: FlagReference,
  flagKey: string,
  fallback: boolean,
  context: FixContext,
): string | undefined {
  const text = context.textOf(reference.path);
  const { span, evaluation, defaultArgument } = reference;
  if (text === undefined || reference.inverted) return undefined;
  const key = writtenLike(text.slice(span.start, span.end), reference.flagKey, flagKey);
  if (key === undefined || span.start < evaluation.start || evaluation.end < span.end)
    return undefined;
  const tail =
    defaultArgument?.value === undefined
      ? text.slice(span.end, evaluation.end)
      : `${text.slice(span.end, defaultArgument.span.start)}${String(fallback)}${text.slice(defaultArgument.span.end, evaluation.end)}`;
  const isAwaited = /\bawait\s+\(?$/u.test(text.slice(0, evaluation.start));
  const asked = `${text.slice(evaluation.start, span.start)}${key}${tail}`;
  return isAwaited && !asked.startsWith("await") ? `(await ${asked})` : asked;
}
