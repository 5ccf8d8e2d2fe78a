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

/** Groups the flags, most urgent or largest first. By file, a flag stands under each file that refers to it. */
export function groupsOf(flags: readonly FlagItem[], grouping: Grouping): readonly FlagGroup[] {
  const groups = new Map<string, FlagItem[]>();
  for (const flag of flags) {
    for (const name of namesFor(flag, grouping)) {
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

function namesFor(flag: FlagItem, grouping: Grouping): readonly string[] {
  switch (grouping) {
    case "nextStep":
      return [stepName(flag)];
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
