import type { Flag, Registry } from "../registry/model.js";
import { propertyOf } from "../text/json.js";
import type { JsonValue } from "../text/json.js";
import { codeReferences } from "./codeReferences.js";
import { isGone } from "./flagLife.js";
import type { RuleContext } from "./model.js";

/** What a flag does in a migration of its registry. */
export interface MigrationRole {
  readonly migration: string;
  readonly role: "staged" | "read" | "write" | "shadow" | "killSwitch";
}

const roles = ["staged", "read", "write", "shadow", "killSwitch"] as const;

/** The flag's role in the first migration that names it, or undefined. */
export function migrationRoleOf(flag: Flag, registry: Registry): MigrationRole | undefined {
  for (const [migration, block] of registry.migrations) {
    for (const role of roles) {
      if (roleFlag(block, role)?.flag === flag.key) return { migration, role };
    }
  }
  return undefined;
}

/** The keys that the registry's migrations and guards name as kill switches. */
export function killSwitchesOf(registry: Registry): readonly string[] {
  const blocks = [...registry.migrations.values(), ...(registry.guards?.values() ?? [])];
  return blocks.flatMap((block) => roleFlag(block, "killSwitch")?.flag ?? []);
}

function roleFlag(
  block: JsonValue | undefined,
  role: MigrationRole["role"],
): { flag: string; variant: string | undefined } | undefined {
  const entry = propertyOf(block, role);
  const flag = propertyOf(entry, "flag");
  const variant = propertyOf(entry, "variant");
  if (typeof flag !== "string") return undefined;
  return { flag, variant: typeof variant === "string" ? variant : undefined };
}

/**
 * Whether a migration has come so far that this flag's step of the clean-up is due.
 *
 * A migration ends in order: the read flag when all reads go to the new system, the shadow flag then too, and the
 * write flag once the read flag has left the code. Until then a flag that is on for everyone is doing its work.
 */
export function isMigrationStepDue(context: RuleContext, flag: Flag): boolean {
  const registry = context.registryOf(flag);
  const role = migrationRoleOf(flag, registry);
  if (role === undefined) return flag.lifecycle.migration === undefined;
  if (role.role === "killSwitch") return false;
  if (role.role === "staged") return context.verdictOf(flag).outcome === "rolled-out";
  const read = roleFlag(registry.migrations.get(role.migration), "read");
  const readFlag = read === undefined ? undefined : registry.flags.get(read.flag);
  if (read === undefined || readFlag === undefined) return false;
  if (role.role === "write" && codeReferences(context, readFlag).length > 0) return false;
  if (isGone(readFlag) || readFlag.lifecycle.status === "removed-from-code") return true;
  const verdict = context.verdictOf(readFlag);
  return verdict.outcome === "rolled-out" && verdict.winningVariant === read.variant;
}
