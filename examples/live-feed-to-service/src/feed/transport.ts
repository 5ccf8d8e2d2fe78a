import type { Unleash } from "unleash-client";
import { contextOf, type Viewer } from "./viewer.js";

/** How a browser follows its stream. */
export type Transport =
  { readonly kind: "stream" } | { readonly kind: "poll"; readonly everyMs: number };

/** Chooses the transport; polling was the way out for browsers behind old proxies. */
export function transportFor(unleash: Unleash, viewer: Viewer): Transport {
  if (unleash.isEnabled("live-feed.long-polling", contextOf(viewer), false)) {
    return { kind: "poll", everyMs: 10_000 };
  }
  return { kind: "stream" };
}
