import { instantOf, isoDay } from "../registry/dates.js";
import type { Flag } from "../registry/model.js";
import { fixDataOf, refused } from "./fixData.js";
import { flagOf } from "./flagOf.js";
import type { Fix, FixContext } from "./model.js";
import { isWritable, setFlagField } from "./registry/setField.js";

const dayLength = 86_400_000;
/** The lifetime of a flag whose type has none of its own, in days. */
const usualDays = 90;

/** Says when a temporary flag ends: after its type's lifetime, or never. */
export const setExpiry: Fix = {
  id: "set-expiry",
  ruleIds: ["missing-expiry"],
  offers(finding, context) {
    const flag = flagOf({ ...finding, path: finding.place.path }, context);
    if (flag === undefined || !isWritable(context.analysis.registryOf(flag))) return [];
    const staysInFile = flag.definitions[0].path === finding.place.path;
    return [
      { expires: endOf(flag, context), words: "expire on" },
      { expires: "never", words: "expire" },
    ].flatMap(({ expires, words }, at) => {
      const data = fixDataOf(finding, context, { expires });
      const title = `Let "${flag.key}" ${words} ${expires}`;
      return data === undefined
        ? []
        : [{ title, kind: "suggestion", isPreferred: at === 0, staysInFile, data }];
    });
  },
  resolve(data, context) {
    const flag = flagOf(data, context);
    const expires = data.values?.expires;
    if (flag === undefined || expires === undefined) return refused("The flag is no longer there.");
    return setFlagField(flag, ["lifecycle", "expires"], expires, context);
  },
};

/** The end of the type's lifetime, counted from the flag's creation, or from today where that is past or unknown. */
function endOf(flag: Flag, { analysis, now }: FixContext): string {
  const days = analysis.registryOf(flag).defaults.staleAfterDays[flag.type] ?? usualDays;
  const { created } = flag.lifecycle;
  const from = created === undefined ? undefined : instantOf(created);
  const end = (from ?? 0) + days * dayLength;
  return isoDay(end > now.getTime() ? end : now.getTime() + days * dayLength);
}
