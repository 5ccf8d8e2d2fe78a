/** A request of the protocol or of ours: its method, and the types of its parameters and answer. */
export interface RequestKind<P, R> {
  readonly method: string;
  /** Never there; it carries the types, as the protocol's library does. */
  readonly _?: readonly [P, R, unknown, unknown] | undefined;
}

/** One of ours: `halyard/…`. */
export function requestKind<P, R>(method: string): RequestKind<P, R> {
  return { method };
}
