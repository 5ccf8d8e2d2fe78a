import { createHash } from "node:crypto";
import type { PublishedReference } from "./model.js";

/** Tells two references in a file apart without their text: the hash of what is published of them. */
export function contentHash({ flagKey, path, line }: PublishedReference): string {
  return createHash("sha256")
    .update(JSON.stringify([flagKey, path, line]))
    .digest("hex");
}
