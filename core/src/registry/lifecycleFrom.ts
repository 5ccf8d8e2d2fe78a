import { booleanOf, fieldOf, itemsOf, stringOf, stringsOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { FlagStatus, FlagType, Lifecycle } from "./model.js";
import { lifecycleShape } from "./lifecycleShape.js";
import { flagTypeNamed } from "./flagTypeNamed.js";
import { defined } from "./defined.js";

/** The flag's type as its lifecycle or, for a flagd export, its metadata says. */
export function flagTypeFrom(lifecycle: DataNode | undefined, metadata?: DataNode): FlagType {
  for (const node of [lifecycle, metadata]) {
    for (const field of ["type", "kind"]) {
      const type = flagTypeNamed(stringOf(fieldOf(node, field)));
      if (type !== undefined) return type;
    }
  }
  return "release";
}

/**
 * The lifecycle block. Owner and dates fall back on flagd's `metadata`, where an export puts them.
 */
export function lifecycleFrom(lifecycle: DataNode | undefined, metadata?: DataNode): Lifecycle {
  const text = (name: string): string | undefined => stringOf(fieldOf(lifecycle, name));
  const textOrMetadata = (name: string): string | undefined =>
    text(name) ?? stringOf(fieldOf(metadata, name));
  const code = fieldOf(lifecycle, "code");
  return {
    ...defined({
      owner: textOrMetadata("owner"),
      created: textOrMetadata("created"),
      expires: textOrMetadata("expires"),
      permanent: booleanOf(fieldOf(lifecycle, "permanent")),
      status: flagStatusNamed(text("status")),
      keepVariant: text("keepVariant"),
      store: storeFrom(fieldOf(lifecycle, "store")),
      guardedBy: text("guardedBy"),
      migration: text("migration"),
    }),
    prerequisites: prerequisitesFrom(fieldOf(lifecycle, "prerequisites")),
    aliases: stringsOf(fieldOf(code, "aliases")),
    keyPatterns: stringsOf(fieldOf(code, "keyPatterns")),
    tags: stringsOf(fieldOf(lifecycle, "tags")),
    links: itemsOf(fieldOf(lifecycle, "links")).flatMap(linkFrom),
  };
}

/** A list of flags with the variants that they must serve. */
export function prerequisitesFrom(node: DataNode | undefined): Lifecycle["prerequisites"] {
  return itemsOf(node).flatMap((item) => {
    const flag = stringOf(fieldOf(item, "flag"));
    const variant = stringOf(fieldOf(item, "variant"));
    return flag === undefined || variant === undefined ? [] : [{ flag, variant }];
  });
}

/** The status that a word names, or undefined. */
export function flagStatusNamed(name: string | undefined): FlagStatus | undefined {
  const shape = lifecycleShape.fields.status;
  if (name === undefined || shape?.kind !== "string") return undefined;
  return shape.oneOf?.includes(name) === true ? (name as FlagStatus) : undefined;
}

function storeFrom(node: DataNode | undefined): Lifecycle["store"] {
  const name = stringOf(fieldOf(node, "name"));
  if (name === undefined) return undefined;
  return {
    name,
    ...defined({
      key: stringOf(fieldOf(node, "key")),
      project: stringOf(fieldOf(node, "project")),
    }),
  };
}

function linkFrom(node: DataNode): Lifecycle["links"] {
  const url = stringOf(fieldOf(node, "url"));
  if (url === undefined) return [];
  const words = defined({
    title: stringOf(fieldOf(node, "title")),
    rel: stringOf(fieldOf(node, "rel")),
  });
  return [{ url, ...words }];
}
