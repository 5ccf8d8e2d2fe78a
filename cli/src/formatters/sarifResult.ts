import type { Range } from "@halyard/core";
import type { ReportedFinding, ReportedRule, SuppressedReport } from "../check/report.js";
import { inert } from "../terminal/inert.js";

/** GitHub shows 100 locations of a result. */
const mostRelated = 100;

/** A message's text. SARIF reads `[text](target)` in it as a link (§3.11.6), so that form is broken up. */
export function messageText(text: string): { text: string } {
  return { text: inert(text).replaceAll("](", "] (") };
}

/** A path of the workspace as a relative URI reference. */
export function artifactLocation(path: string): { uri: string; uriBaseId: string } {
  const uri = path
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")))
    .join("/");
  return { uri, uriBaseId: "%SRCROOT%" };
}

function location(path: string, { start, end }: Range): object {
  return {
    artifactLocation: artifactLocation(path),
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
  };
}

/** One finding as a SARIF result. `ruleIndexes` is the place of each rule in `tool.driver.rules`. */
export function toResult(
  finding: ReportedFinding,
  ruleIndexes: ReadonlyMap<string, number>,
): object {
  const { ruleId, severity, message, path, range, related, fingerprint, flagKey } = finding;
  return {
    ruleId,
    ruleIndex: ruleIndexes.get(ruleId) ?? -1,
    level: severity === "error" ? "error" : "warning",
    message: messageText(message),
    locations: [{ physicalLocation: location(path, range) }],
    ...(related.length > 0 && {
      relatedLocations: related.slice(0, mostRelated).map((place, id) => ({
        id,
        physicalLocation: location(place.path, place.range),
        message: messageText(place.message),
      })),
    }),
    partialFingerprints: { "flagRef/v1": fingerprint },
    ...(flagKey !== undefined && { properties: { flagKey } }),
  };
}

/** A silenced finding: SARIF keeps it, with who silenced it and why. */
export function suppressedResult(
  { finding, kind, reason }: SuppressedReport,
  ruleIndexes: ReadonlyMap<string, number>,
): object {
  const justification = reason === "" ? {} : { justification: inert(reason) };
  return { ...toResult(finding, ruleIndexes), suppressions: [{ kind, ...justification }] };
}

/** A rule for `tool.driver.rules`; ids that are not rules (suppression comments) get what is known of them. */
export function ruleDescriptor(id: string, rule: ReportedRule | undefined): object {
  const description = rule?.description ?? "Require suppression comments to be complete and needed";
  const level =
    rule?.severity === "error" ? "error" : rule?.severity === "off" ? "none" : "warning";
  const advice = `Run \`halyard explain ${id}\` for the whole page.`;
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${description}.` },
    fullDescription: { text: `${description}.` },
    help: { text: advice, markdown: rule?.help ?? advice },
    defaultConfiguration: { level, enabled: rule?.severity !== "off" },
    properties: {
      tags: ["feature-flags", rule?.category ?? "hygiene"],
      precision: "high",
      "problem.severity": level === "error" ? "error" : "warning",
    },
  };
}
