/** How patient a conversation with a store is. Times are milliseconds. */
export interface HttpLimits {
  /** For one answer, from the question to its last byte. */
  readonly timeout: number;
  /** For the whole conversation. */
  readonly total: number;
  /** The longest wait that a store may ask for. */
  readonly longestWait: number;
  /** Before the second try; each further try waits twice as long. */
  readonly pause: number;
  readonly tries: number;
  /** Bytes of one answer, once it is unpacked. */
  readonly bytes: number;
  /** Pages of one list. */
  readonly pages: number;
}

/** What a store gets where nobody says otherwise. */
export const usualLimits: HttpLimits = {
  timeout: 30_000,
  total: 10 * 60_000,
  longestWait: 60_000,
  pause: 500,
  tries: 3,
  bytes: 50 * 1024 * 1024,
  pages: 1_000,
};
