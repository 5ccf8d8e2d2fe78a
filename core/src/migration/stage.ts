import { stages, type FlagRole, type Stage, type StageEvidence } from "./model.js";

/** How much traffic reaches the new system. */
export type Share = StageEvidence["share"];

/** The shares of writes and reads that production's flags give to the new system. */
export interface Shares {
  readonly write: Share;
  readonly read: Share;
  readonly shadow: Share;
}

/** Shares of the stages of a single flag, which moves writes and reads together. */
const sharesOfStage: Readonly<Record<Stage, Shares>> = {
  off: { write: "none", read: "none", shadow: "none" },
  dualwrite: { write: "all", read: "none", shadow: "none" },
  shadow: { write: "all", read: "none", shadow: "all" },
  live: { write: "all", read: "some", shadow: "all" },
  rampdown: { write: "all", read: "all", shadow: "none" },
  complete: { write: "all", read: "all", shadow: "none" },
};

/** What the flags together give to the new system. */
export function sharesOf(evidence: readonly StageEvidence[]): Shares {
  const staged = evidence.find(({ role }) => role === "stages");
  if (staged !== undefined) {
    return staged.stage === undefined
      ? { write: undefined, read: undefined, shadow: undefined }
      : sharesOfStage[staged.stage];
  }
  const of = (role: FlagRole): Share => evidence.find((one) => one.role === role)?.share;
  return { write: of("write"), read: of("read"), shadow: of("shadow") };
}

/**
 * The stage that the flags say, after the table in which W is the share of writes and R that of reads: off (0, 0),
 * dualwrite (W, 0), shadow (W, compared), live (W, some), rampdown (all, all). Only the code can say complete.
 */
export function stageOf(evidence: readonly StageEvidence[]): Stage | undefined {
  const staged = evidence.find(({ role }) => role === "stages");
  if (staged !== undefined) return staged.stage;
  const { write, read, shadow } = sharesOf(evidence);
  if (read === undefined) return undefined;
  if (read === "all") return "rampdown";
  if (read === "some") return "live";
  if (write === undefined) return undefined;
  if (write === "none") return "off";
  return shadow === "some" || shadow === "all" ? "shadow" : "dualwrite";
}

/** The stage after one; a migration without a shadow flag has no shadow stage. */
export function stageAfter(stage: Stage, hasShadow: boolean): Stage | undefined {
  const next = stages[stages.indexOf(stage) + 1];
  return next === "shadow" && !hasShadow ? "live" : next;
}
