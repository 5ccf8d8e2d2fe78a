import type { Severity } from "../config/model.js";
import { compareText } from "../text/order.js";
import type { Finding, Report, Rule } from "./model.js";

/** Makes a finding of what a rule reported. Throws where the rule's message lacks a value: a mistake in the rule. */
export function toFinding(rule: Rule, severity: Exclude<Severity, "off">, report: Report): Finding {
  const template = rule.meta.messages[report.messageId];
  if (template === undefined) throw new Error(`No message "${report.messageId}".`);
  const data: Readonly<Record<string, string | number>> = {
    ...(report.flagKey === undefined ? {} : { flag: report.flagKey }),
    ...report.data,
  };
  return {
    ruleId: rule.id,
    severity,
    messageId: report.messageId,
    message: fillIn(template, data),
    data,
    place: report.place,
    ...(report.flagKey === undefined ? {} : { flagKey: report.flagKey }),
    related: report.related ?? [],
    tags: rule.meta.tags ?? [],
  };
}

/** Replaces each `{{name}}` in one pass, so that a value which looks like a placeholder stays as it is. */
function fillIn(template: string, data: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (_match, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) throw new Error(`No value for "{{${name}}}".`);
    return String(value);
  });
}

/** Sorted by path, offset, rule and message; what is the same in all of these is one finding. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(byPlaceAndRule);
  return sorted.filter((finding, i) => {
    const before = sorted[i - 1];
    return before === undefined || byPlaceAndRule(before, finding) !== 0;
  });
}

function byPlaceAndRule(a: Finding, b: Finding): number {
  return (
    compareText(a.place.path, b.place.path) ||
    a.place.span.start - b.place.span.start ||
    compareText(a.ruleId, b.ruleId) ||
    a.place.span.end - b.place.span.end ||
    compareText(a.message, b.message)
  );
}
