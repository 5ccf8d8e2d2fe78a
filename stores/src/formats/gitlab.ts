import { booleanOf, fieldOf, stringOf } from "@halyard/core";
import type { DataNode, EnvironmentState, FlagType, Lifecycle } from "@halyard/core";
import { record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

/** GitLab's own types; those that are not here are releases. */
const types: Readonly<Record<string, FlagType>> = {
  ops: "operational",
  worker: "operational",
  experiment: "experiment",
};

const elsewhere: EnvironmentState = {
  state: "ENABLED",
  unknown: "GitLab keeps the state of a flag in its database, not in this file",
};

const shape = record(
  "a feature flag definition",
  {
    name: words,
    description: words,
    type: words,
    group: words,
    milestone: words,
    default_enabled: yesNo,
    feature_issue_url: words,
    introduced_by_url: words,
    rollout_issue_url: words,
  },
  ["name"],
);

/** GitLab's `config/feature_flags`: one YAML file per flag, with its owner and its links but without its state. */
export const gitlab = storeFormat({
  whole: "The feature flag definition",
  joinsFiles: true,
  shape,
  flagsOf: (root) => {
    const name = fieldOf(root, "name");
    const key = stringOf(name);
    if (name === undefined || key === undefined) return [];
    const type = stringOf(fieldOf(root, "type")) ?? "";
    const milestone = stringOf(fieldOf(root, "milestone"));
    const enabled = booleanOf(fieldOf(root, "default_enabled"));
    return [
      {
        key,
        keySpan: name.span,
        span: root.span,
        type: Object.hasOwn(types, type) ? (types[type] ?? "release") : "release",
        ...(enabled !== undefined && { defaultValue: enabled }),
        description: stringOf(fieldOf(root, "description")),
        variants: onOff,
        states: new Map([[undefined, elsewhere]]),
        lifecycle: {
          owner: stringOf(fieldOf(root, "group")),
          tags: milestone === undefined ? [] : [`milestone:${milestone}`],
          links: linksOf(root),
        },
        fields: {
          "lifecycle.owner": fieldOf(root, "group"),
          "lifecycle.type": fieldOf(root, "type"),
          defaultValue: fieldOf(root, "default_enabled"),
        },
      },
    ];
  },
});

function linksOf(root: DataNode): Lifecycle["links"] {
  const fields = [
    ["feature_issue_url", "issue"],
    ["rollout_issue_url", "rollout"],
    ["introduced_by_url", "pull-request"],
  ] as const;
  return fields.flatMap(([field, rel]) => {
    const url = stringOf(fieldOf(root, field));
    return url === undefined || url === "" ? [] : [{ url, rel }];
  });
}
