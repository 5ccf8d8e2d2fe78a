import { diffLines } from "diff";
import type { FileChange, Place } from "@halyard/core";
import type { RemovalFile, RemovalRemark } from "../protocol/removal.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** A refusal or a note as a client shows it. */
export function remarkOf(
  snapshot: Snapshot,
  remark: Omit<RemovalRemark, "location"> & { readonly place: Place | undefined },
): RemovalRemark {
  const { code, message, place, canAllow } = remark;
  return {
    code,
    message,
    location: place === undefined ? null : snapshot.locationOf(place),
    canAllow,
  };
}

/** What happens to one file, with how many lines come and go. */
export function fileOf(
  snapshot: Snapshot,
  { path, kind, oldText, newText }: FileChange,
): RemovalFile {
  const parts = diffLines(oldText, newText);
  const count = (which: "added" | "removed"): number =>
    parts.reduce((sum, part) => sum + (part[which] ? part.count : 0), 0);
  return {
    uri: snapshot.uriOf(path),
    path,
    kind,
    linesAdded: count("added"),
    linesRemoved: count("removed"),
    oldText,
    newText,
  };
}
