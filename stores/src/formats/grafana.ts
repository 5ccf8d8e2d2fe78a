import { fieldOf, itemsOf, stringOf } from "@halyard/core";
import type { DataNode, EnvironmentState } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { date, list, record, words } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

const toggle = record("a toggle", {
  metadata: record(
    "the metadata",
    { name: words, creationTimestamp: date, deletionTimestamp: date },
    ["name"],
  ),
  spec: record("the specification", {
    description: words,
    stage: words,
    codeowner: words,
    expression: words,
  }),
});

const standard: EnvironmentState = {
  state: "ENABLED",
  unknown: "every installation may override what is only its default here",
};

/** Grafana's generated list of toggles, those that are gone among them as tombstones. */
export const grafana = storeFormat({
  whole: "The list of toggles",
  shape: record("a list of toggles", { items: list(toggle) }, ["items"]),
  flagsOf: (root) => itemsOf(fieldOf(root, "items")).flatMap((item) => flagOf(item) ?? []),
});

function flagOf(item: DataNode): StoreFlag | undefined {
  const metadata = fieldOf(item, "metadata");
  const spec = fieldOf(item, "spec");
  const name = fieldOf(metadata, "name");
  const key = stringOf(name);
  if (name === undefined || key === undefined) return undefined;
  const deletion = dateOf(fieldOf(metadata, "deletionTimestamp"));
  const expression = stringOf(fieldOf(spec, "expression"));
  const stage = stringOf(fieldOf(spec, "stage"));
  const owner = fieldOf(spec, "codeowner");
  const created = fieldOf(metadata, "creationTimestamp");
  return {
    key,
    keySpan: name.span,
    span: item.span,
    ...((expression === "true" || expression === "false") && {
      defaultValue: expression === "true",
    }),
    description: stringOf(fieldOf(spec, "description")),
    variants: onOff,
    states: new Map([
      [undefined, deletion === undefined ? standard : { state: "ABSENT", since: deletion }],
    ]),
    lifecycle: {
      owner: stringOf(owner),
      created: dateOf(created)?.slice(0, 10),
      status: deletion !== undefined ? "deleted" : stage === "deprecated" ? "cleanup" : undefined,
      tags: stage === undefined ? [] : [`stage:${stage}`],
    },
    fields: {
      "lifecycle.owner": owner,
      "lifecycle.created": created,
      defaultValue: fieldOf(spec, "expression"),
    },
  };
}
