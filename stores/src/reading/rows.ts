import { entriesOf, itemsOf, numberOf, stringOf } from "@halyard/core";
import type { DataNode, Span } from "@halyard/core";
import { fieldOf } from "@halyard/core";

/** A flag of a list, with its key: `{ "name": "checkout", … }`. */
export interface Row {
  readonly key: string;
  readonly keySpan: Span;
  readonly node: DataNode;
}

/** The objects of a list that have their key under `field`. */
export function rowsOf(list: DataNode | undefined, field: string): readonly Row[] {
  return itemsOf(list).flatMap((node) => {
    const key = fieldOf(node, field);
    const name = stringOf(key);
    return key === undefined || name === undefined ? [] : [{ key: name, keySpan: key.span, node }];
  });
}

/** Items of a list by the text or number under `field`; the first of equals stays. */
export function byField(list: DataNode | undefined, field: string): ReadonlyMap<string, DataNode> {
  const items = new Map<string, DataNode>();
  for (const node of itemsOf(list)) {
    const id = fieldOf(node, field);
    const name = stringOf(id) ?? numberOf(id)?.toString();
    if (name !== undefined && !items.has(name)) items.set(name, node);
  }
  return items;
}

/** The entries of an object whose keys are the flags'. */
export function mapRowsOf(object: DataNode | undefined): readonly Row[] {
  return entriesOf(object).map(({ key, keySpan, value }) => ({ key, keySpan, node: value }));
}

/** The items of a list that speak of the same flag, by its key under `field`. */
export function groupedBy(
  list: DataNode | undefined,
  field: string,
): ReadonlyMap<string, readonly DataNode[]> {
  const groups = new Map<string, DataNode[]>();
  for (const { key, node } of rowsOf(list, field)) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return groups;
}
