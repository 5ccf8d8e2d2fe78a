/** A half-open range of UTF-16 offsets into one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A range in a file of the workspace; `path` is relative to the workspace root, with forward slashes. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** True when `inner` lies within `outer`, ends included. */
export function containsSpan(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when two ranges overlap or meet. */
export function touchesSpan(left: Span, right: Span): boolean {
  return left.start <= right.end && right.start <= left.end;
}
