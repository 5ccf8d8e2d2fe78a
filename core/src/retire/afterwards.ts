import type { Migration } from "../migration/model.js";

/** What is left to do once every step is deployed: wait, then the store, children before parents. */
export function afterwardsOf(migration: Pick<Migration, "flags" | "registry">): string[] {
  const { soakDays } = migration.registry.defaults;
  const order = ["read", "shadow", "write", "stages", "kill-switch"] as const;
  const keys = [
    ...new Set(
      order.flatMap((role) =>
        migration.flags.filter((flag) => flag.role === role).map(({ flagKey }) => flagKey),
      ),
    ),
  ];
  if (keys.length === 0)
    return ["Deploy each step on its own, and look at the systems before the next."];
  const quoted = keys.map((key) => `\`${key}\``).join(", ");
  return [
    "Deploy each step on its own, and look at the systems before the next.",
    `After the last one wait ${String(soakDays)} days, until the store has seen no evaluation of ${quoted} since the deploy (\`halyard can-archive FLAG\`).`,
    `Archive them in the store in this order, children before parents: ${keys.map((key) => `\`halyard archive ${key}\``).join(", ")}.`,
    "Keep their registry entries as tombstones with the status `archived`, and take the migration's block out of the registry when nobody asks about it any more.",
  ];
}
