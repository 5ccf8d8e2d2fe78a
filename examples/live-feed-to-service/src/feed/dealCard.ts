import type { Unleash } from "unleash-client";
import type { DealEvent } from "./dealEvent.js";
import { contextOf, type Viewer } from "./viewer.js";

const verbs: Readonly<Record<DealEvent["kind"], string>> = {
  created: "is new",
  moved: "moved on",
  won: "is won",
  lost: "is lost",
};

/** One event as a line of the feed. */
export function dealCard(unleash: Unleash, viewer: Viewer, event: DealEvent): string {
  const headline = `${event.dealName} ${verbs[event.kind]}`;
  return unleash.isEnabled("live-feed.compact-cards", contextOf(viewer), false)
    ? `${headline} (${amountOf(event)})`
    : `${headline} (${amountOf(event)})`;
}

function amountOf(event: DealEvent): string {
  return `${String(event.amount)} EUR`;
}
