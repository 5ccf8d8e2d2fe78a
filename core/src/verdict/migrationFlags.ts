import { propertyOf } from "../text/json.js";
import type { JsonValue } from "../text/json.js";

/** The flags that a raw migration block names as its staged, write, read, shadow flag and kill switch. */
export function flagsOfMigration(migration: JsonValue): readonly string[] {
  return ["staged", "write", "read", "shadow", "killSwitch"].flatMap((role) => {
    const flag = propertyOf(propertyOf(migration, role), "flag");
    return typeof flag === "string" ? [flag] : [];
  });
}
