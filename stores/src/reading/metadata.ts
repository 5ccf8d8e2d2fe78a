import { fieldOf, stringOf, type DataNode } from "@halyard/core";
import type { StoreFlag } from "./storeFormat.js";

/** The life of a flag as teams write it into free `metadata`, where a store has no fields of its own for it. */
export function metadataOf(flag: DataNode): Required<Pick<StoreFlag, "lifecycle" | "fields">> {
  const metadata = fieldOf(flag, "metadata");
  const [owner, created, expires] = ["owner", "created", "expires"].map((name) =>
    fieldOf(metadata, name),
  );
  return {
    lifecycle: { owner: stringOf(owner), created: stringOf(created), expires: stringOf(expires) },
    fields: { "lifecycle.owner": owner, "lifecycle.expires": expires },
  };
}
