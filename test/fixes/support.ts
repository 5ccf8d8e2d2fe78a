import { createAnalysis } from "../../core/src/analysis/createAnalysis.js";
import { offersFor, resolveFix, type NamedOffer } from "../../core/src/fixes/all.js";
import type { FixContext, FixResult } from "../../core/src/fixes/model.js";
import type { Finding } from "../../core/src/rules/model.js";
import { load } from "../rules/analyse.js";

const matchers = [
  { kind: "call", names: ["isEnabled"], key: 0, default: 1, valueType: "boolean" },
  { kind: "call", names: ["getText"], key: 0, default: 1, valueType: "string" },
];

/** What fixes look at, from texts by path; the configuration knows `isEnabled` and `getText`. */
export async function contextOf(files: Readonly<Record<string, string>>): Promise<FixContext> {
  const registry = Object.keys(files).find((path) => path.startsWith("flags."));
  const config = JSON.stringify({ registry, matchers });
  const texts = new Map([["halyard.config.json", config], ...Object.entries(files)]);
  const now = new Date("2026-11-22T00:00:00Z");
  const loaded = await load(texts);
  return {
    analysis: createAnalysis({ ...loaded, now }),
    now,
    textOf: (path) => texts.get(path),
  };
}

/** The findings of a rule, at least one. */
export function findingsOf({ analysis }: FixContext, ruleId: string): readonly Finding[] {
  const found = analysis.findings().filter((finding) => finding.ruleId === ruleId);
  if (found.length === 0) {
    const others = analysis.findings().map((one) => `${one.ruleId}: ${one.message}`);
    throw new Error(`No ${ruleId} among:\n${others.join("\n")}`);
  }
  return found;
}

/** The offers of one fix for the first finding of a rule. */
export function offersOf(
  context: FixContext,
  ruleId: string,
  fixId: string,
): readonly NamedOffer[] {
  const [finding] = findingsOf(context, ruleId);
  return (finding ? offersFor(finding, context) : []).filter((offer) => offer.fixId === fixId);
}

/** What an offer does: new texts by path, or the reason why nothing. */
export function resolved(offer: NamedOffer, context: FixContext): string {
  const result: FixResult = resolveFix(offer.fixId, offer.data, context);
  if (!result.ok) return `refused: ${result.reason}`;
  return result.changes.map(({ path, newText }) => `--- ${path}\n${newText}`).join("\n");
}
