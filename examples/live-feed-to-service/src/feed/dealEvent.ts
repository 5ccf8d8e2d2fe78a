/** Something that happened to a deal and that its team wants to see at once. */
export interface DealEvent {
  readonly id: string;
  readonly teamId: string;
  readonly dealName: string;
  readonly kind: "created" | "moved" | "won" | "lost";
  /** Whole euros. */
  readonly amount: number;
  /** Who did it. */
  readonly userId: string;
}
