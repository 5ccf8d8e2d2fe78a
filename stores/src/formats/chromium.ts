import { fieldOf, numberOf, stringsOf } from "@halyard/core";
import type { EnvironmentState } from "@halyard/core";
import { rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import { list, number, record, words } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

const switched: EnvironmentState = {
  state: "ENABLED",
  unknown: "people switch it in their own browser",
};

/** Chromium's `flag-metadata.json`: JSON with comments, with owners and the milestone at which a flag expires. */
export const chromium = storeFormat({
  whole: "The flag metadata",
  comments: true,
  shape: list(
    record("a flag", { name: words, owners: list(words), expiry_milestone: number }, [
      "name",
      "expiry_milestone",
    ]),
  ),
  flagsOf: (root) => rowsOf(root, "name").map(flagOf),
});

function flagOf({ key, keySpan, node }: Row): StoreFlag {
  const milestone = numberOf(fieldOf(node, "expiry_milestone"));
  const owners = fieldOf(node, "owners");
  return {
    key,
    keySpan,
    span: node.span,
    variants: onOff,
    states: new Map([[undefined, switched]]),
    lifecycle: {
      // The most specific owner stands first.
      owner: stringsOf(owners)[0],
      expires: milestone === undefined ? undefined : milestone === -1 ? "never" : `M${milestone}`,
    },
    fields: {
      "lifecycle.owner": owners,
      "lifecycle.expires": fieldOf(node, "expiry_milestone"),
    },
  };
}
