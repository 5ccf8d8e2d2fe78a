import { fixDataOf, refused } from "./fixData.js";
import { flagOf } from "./flagOf.js";
import type { Fix, FixContext } from "./model.js";
import type { Flag } from "../registry/model.js";
import { isWritable, setFlagField } from "./registry/setField.js";

/** Owners beyond these are better typed. */
const mostOwners = 4;

/** Gives a flag one of the owners that other flags of its registry have. */
export const setOwner: Fix = {
  id: "set-owner",
  ruleIds: ["missing-owner"],
  offers(finding, context) {
    const flag = flagOf({ ...finding, path: finding.place.path }, context);
    if (flag === undefined || !isWritable(context.analysis.registryOf(flag))) return [];
    return ownersNear(flag, context).flatMap((owner) => {
      const data = fixDataOf(finding, context, { owner });
      const title = `Set the owner of "${flag.key}" to "${owner}"`;
      return data === undefined
        ? []
        : [{ title, kind: "suggestion", staysInFile: isDeclaredIn(flag, data.path), data }];
    });
  },
  resolve(data, context) {
    const flag = flagOf(data, context);
    const owner = data.values?.owner;
    if (flag === undefined || owner === undefined) return refused("The flag is no longer there.");
    return setFlagField(flag, ["lifecycle", "owner"], owner, context);
  },
};

/** The owners of the flag's registry, those of most flags first. */
function ownersNear(flag: Flag, { analysis }: FixContext): readonly string[] {
  const counts = new Map<string, number>();
  for (const { lifecycle } of analysis.registryOf(flag).flags.values()) {
    const owner = lifecycle.owner?.trim();
    if (owner) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .slice(0, mostOwners)
    .map(([owner]) => owner);
}

function isDeclaredIn(flag: Flag, path: string): boolean {
  return flag.definitions[0].path === path;
}
