import * as vscode from "vscode";
import type { FlagItem } from "halyard-language-server/protocol/flags";

/** The ways to sort the flags of the tree. */
export const groupings = ["nextStep", "owner", "type", "file"] as const;

export type Grouping = (typeof groupings)[number];

/** Flags that belong together, under a name. */
export interface FlagGroup {
  readonly name: string;
  readonly flags: readonly FlagItem[];
}

/** How many days before its date a flag counts as expiring. */
const expiringDays = 30;
const dayLength = 86_400_000;

/**
 * Groups the flags, most urgent or largest first. By file, a flag stands under each file that refers to it. `today` is
 * an ISO date.
 */
export function groupsOf(
  flags: readonly FlagItem[],
  grouping: Grouping,
  today: string,
): readonly FlagGroup[] {
  const groups = new Map<string, FlagItem[]>();
  for (const flag of grouping === "nextStep" ? byUrgency(flags, today) : flags) {
    for (const name of namesFor(flag, grouping, today)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [flag]);
      else group.push(flag);
    }
  }
  const named = [...groups].map(([name, members]) => ({ name, flags: members }));
  // The flags come by urgency, so the groups of next steps already stand in that order.
  if (grouping === "nextStep") return named;
  return named.sort(
    (left, right) => right.flags.length - left.flags.length || (left.name < right.name ? -1 : 1),
  );
}

/** As the server sorts them, but those that expire soon before all that nothing has to be done about. */
function byUrgency(flags: readonly FlagItem[], today: string): readonly FlagItem[] {
  const isCalm = (flag: FlagItem): boolean => isAtRest(flag) && !expiresSoon(flag, today);
  const expires = (flag: FlagItem): boolean => isAtRest(flag) && expiresSoon(flag, today);
  return [
    ...flags.filter((flag) => !isAtRest(flag)),
    ...flags.filter(expires),
    ...flags.filter(isCalm),
  ];
}

function isAtRest({ nextStep }: FlagItem): boolean {
  return nextStep.action === "wait" || nextStep.action === "keep";
}

function expiresSoon({ expires }: FlagItem, today: string): boolean {
  if (expires === null || !/^\d{4}-\d{2}-\d{2}/.test(expires)) return false;
  const left = (Date.parse(expires.slice(0, 10)) - Date.parse(today)) / dayLength;
  return left >= 0 && left <= expiringDays;
}

function namesFor(flag: FlagItem, grouping: Grouping, today: string): readonly string[] {
  switch (grouping) {
    case "nextStep":
      return [
        isAtRest(flag) && expiresSoon(flag, today)
          ? vscode.l10n.t("Expiring soon")
          : stepName(flag),
      ];
    case "owner":
      return [flag.owner ?? vscode.l10n.t("No owner")];
    case "type":
      return [flag.type];
    case "file":
      return flag.files.length === 0
        ? [vscode.l10n.t("In no file")]
        : flag.files.map(({ path }) => path);
  }
}

/** The heading of a flag's next step. */
function stepName({ nextStep, outcome }: FlagItem): string {
  switch (nextStep.action) {
    case "remove":
      return vscode.l10n.t("Remove now");
    case "extend-or-remove":
      return vscode.l10n.t("Expired or stale");
    case "archive":
      return vscode.l10n.t("Unused");
    case "unblock":
      return vscode.l10n.t("Blocked");
    case "wait":
      return vscode.l10n.t("Waiting");
    case "keep":
      return outcome === "unknown" ? vscode.l10n.t("Rollout unknown") : vscode.l10n.t("In use");
  }
}

/** Whether a flag's key, owner, type or next step holds every word of the filter, whatever the case. */
export function matches(flag: FlagItem, filter: string): boolean {
  const text = [flag.key, flag.owner ?? "", flag.type, flag.nextStep.words].join(" ").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
