import { dayCount, daysBetween } from "@halyard/core";
import { blocked, caution, safe } from "../model.js";
import type { Answer, Subject } from "../model.js";

/** Whether production has run without the flag for the soak time, so that no old release can come back. */
export function checkDeployed({ deployed, soakDays, analysis }: Subject): Answer {
  if (deployed === undefined) {
    return caution(
      "nobody says since when production runs without it; give --deployed with the commit or the day",
    );
  }
  const day = deployed.toISOString().slice(0, 10);
  const days = daysBetween(deployed.getTime(), analysis.now.getTime());
  if (days < 0) return blocked(`production runs without it only from ${day} on`);
  if (days < soakDays) {
    return blocked(
      `production runs without it since ${day} (${dayCount(days)}), not yet for the soak time of ${dayCount(soakDays)}`,
    );
  }
  return safe(`production runs without it since ${day} (${dayCount(days)})`);
}
