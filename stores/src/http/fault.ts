/** Why a store could not be read or changed; the message never holds a token, an address with one, or a body. */
export type FaultKind =
  | "unauthorised"
  | "forbidden"
  | "missing"
  | "conflict"
  | "too-many-requests"
  | "server"
  | "refused"
  | "unreachable"
  | "timeout"
  | "too-large"
  | "redirect"
  | "not-json"
  | "unexpected";

/**
 * Ends a conversation with a store. Thrown inside this package only: reading and archiving catch it and give a value.
 *
 * `message` is a clause that goes on after the store's name: "refuses the token".
 */
export class StoreFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
