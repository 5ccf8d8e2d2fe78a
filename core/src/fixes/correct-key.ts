import { suggestKey } from "../rules/suggestKey.js";
import { registryChainFor } from "../registry/lookup.js";
import { editOf } from "../text/change.js";
import { fixDataOf, outdated, unchangedText } from "./fixData.js";
import { writtenLike } from "./keyText.js";
import type { Fix } from "./model.js";

/** Did you mean: puts the nearest registered key in the place of an unknown one. */
export const correctKey: Fix = {
  id: "correct-key",
  ruleIds: ["unknown-flag"],
  offers(finding, context) {
    if (finding.flagKey === undefined) return [];
    const chain = registryChainFor(context.analysis.registries, finding.place.path);
    const key = suggestKey(finding.flagKey, chain);
    const data = key === undefined ? undefined : fixDataOf(finding, context, { key });
    if (key === undefined || data === undefined) return [];
    if (writtenLike(data.written, finding.flagKey, key) === undefined) return [];
    const title = `Change the key to "${key}"`;
    return [{ title, kind: "suggestion", isPreferred: true, staysInFile: true, data }];
  },
  resolve(data, context) {
    const text = unchangedText(data, context);
    const { flagKey, values, path, start, end } = data;
    const key = values?.key;
    const newText =
      flagKey === undefined || key === undefined
        ? undefined
        : writtenLike(data.written, flagKey, key);
    if (text === undefined || newText === undefined) return outdated(data);
    return { ok: true, changes: [editOf(path, text, [{ start, end, newText }])] };
  },
};
