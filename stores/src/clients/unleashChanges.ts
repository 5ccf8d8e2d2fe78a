import { propertyOf } from "@halyard/core";
import type { StoreHttp } from "../http/storeHttp.js";
import { isoOf, listIn, numberAt, textAt } from "./json.js";

const pageSize = 1_000;

/** Events after which a flag may serve something else; those without an environment count for every one. */
const changing = [
  "feature-created",
  "feature-import",
  "feature-revived",
  "feature-variants-updated",
  "feature-environment-variants-updated",
  "feature-dependency-added",
  "feature-dependency-removed",
  "feature-dependencies-removed",
  "feature-strategy-add",
  "feature-strategy-update",
  "feature-strategy-remove",
  "feature-environment-enabled",
  "feature-environment-disabled",
];

/** When flags last changed, as far back as the event log was read. */
export interface Changes {
  /** ISO date-time since which the flag serves what it does; undefined where the whole log knows of no change. */
  sinceOf(flag: string, environment: string): string | undefined;
}

/**
 * Reads the event log, newest first.
 *
 * A log that is longer than what is read leaves older flags with the oldest date that was read: they have not changed
 * since, which is all that a soak time needs.
 */
export async function changesOf(http: StoreHttp, project: string): Promise<Changes> {
  const what = "the event log";
  const latest = new Map<string, string>();
  let oldest: string | undefined;
  let isWhole = false;
  const within: Record<string, string> = project === "" ? {} : { project: `IS:${project}` };
  for (let page = 0; page < mostPages && !isWhole; page++) {
    const query = {
      ...within,
      type: `IS_ANY_OF:${changing.join(",")}`,
      limit: pageSize,
      offset: page * pageSize,
    };
    const answer = await http.ask({ what, path: "/api/admin/search/events", query });
    const events = listIn(answer, "events", what);
    for (const event of events) {
      const date = isoOf(propertyOf(event, "createdAt"));
      const flag = textAt(event, "featureName");
      if (date === undefined || flag === undefined) continue;
      oldest = date;
      const id = idOf(flag, textAt(event, "environment") ?? "");
      if (!latest.has(id)) latest.set(id, date);
    }
    const total = numberAt(answer, "total") ?? 0;
    isWhole = events.length === 0 || (page + 1) * pageSize >= total;
  }
  return {
    sinceOf: (flag, environment) => {
      const dates = [latest.get(idOf(flag, environment)), latest.get(idOf(flag, ""))];
      const [newest] = dates.flatMap((date) => date ?? []).sort((a, b) => (a < b ? 1 : -1));
      return newest ?? (isWhole ? undefined : oldest);
    },
  };
}

/** Enough for the busiest projects; 20,000 events. */
const mostPages = 20;

function idOf(flag: string, environment: string): string {
  return JSON.stringify([flag, environment]);
}
