import * as vscode from "vscode";
import type { DashboardData } from "./model.js";
import type { DashboardWords } from "./words.js";

/** The dashboard's words in the language of the editor. */
export function dashboardWords({ flags, date }: DashboardData): DashboardWords {
  const { t } = vscode.l10n;
  const overdue = flags.filter((flag) => flag.overdue).length;
  const removable = flags.filter((flag) => flag.removable).length;
  return {
    title: t("Flag debt"),
    summary: t(
      "{0}: {1} flags, {2} overdue, {3} can be removed now.",
      date,
      flags.length,
      overdue,
      removable,
    ),
    debtHeading: t("Flags over time"),
    debtLabel: t("Line chart: flags in the registry over time, and how many of them were overdue"),
    noHistory: t(
      "The registry has no history in git yet, or git may not run here (Restricted Mode).",
    ),
    flags: t("Flags"),
    overdue: t("Overdue"),
    ownersHeading: t("By owner"),
    owner: t("Owner"),
    nobody: t("nobody"),
    timelineHeading: t("From first day to last"),
    timelineLabel: t("Timeline: each flag from the day it was created to the day it expires"),
    today: t("today"),
    openEnd: t("no end"),
    rolloutsHeading: t("Rollout by environment"),
    rolloutsLabel: t("Bars: how many flags answer the same for everyone, by environment"),
    environment: t("Environment"),
    constant: t("Same for everyone"),
    constantIf: t("Same if an attribute is given"),
    partial: t("Partly rolled out"),
    unknown: t("Unknown"),
    migrationsHeading: t("Migrations"),
    stage: t("Stage"),
    oldestHeading: t("Ten oldest"),
    flag: t("Flag"),
    type: t("Type"),
    age: t("Age"),
    days: t("days"),
    nextStep: t("Next step"),
    actions: t("Actions"),
    remove: t("Remove"),
    open: t("Open"),
    exportHeading: t("Export"),
    date: t("Date"),
    median: t("Median age in days"),
    asTable: t("As a table"),
  };
}
