import type { Migration } from "@halyard/core";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import type { Cell, Column } from "../terminal/table.js";
import { formatTable } from "../terminal/table.js";
import type { Terminal } from "../terminal/terminal.js";
import { leftInCode } from "./leftInCode.js";

const columns: readonly Column[] = [
  { title: "Migration", minimum: 16 },
  { title: "Owner", minimum: 8 },
  { title: "Stage" },
  { title: "Declared" },
  { title: "Next" },
  { title: "Old writes", align: "right" },
  { title: "Old reads", align: "right" },
  { title: "In the way of the next stage", minimum: 24 },
];

/** The migrations for people, one line each. */
export function statusTable(migrations: readonly Migration[], terminal: Terminal): string {
  if (migrations.length === 0)
    return "No migrations. Declare one under `migrations` in the registry.\n";
  return withoutWorkflowCommands(formatTable(columns, migrations.map(cellsOf), terminal));
}

function cellsOf(migration: Migration): Cell[] {
  const { id, owner, computed, declared, next, blockers, codeKnown } = migration;
  const left = leftInCode(migration);
  const count = (amount: number): Cell => ({ text: codeKnown ? String(amount) : "?" });
  const differs = computed !== undefined && computed !== declared;
  return [
    { text: inert(id) },
    { text: inert(owner ?? "-") },
    { text: computed ?? "?" },
    { text: declared, ...(differs && { style: "yellow" as const }) },
    { text: next ?? "-" },
    count(left.oldWrites),
    count(left.oldReads),
    {
      text: inert(blockers[0] ?? "nothing"),
      ...(blockers.length > 0 && { style: "yellow" as const }),
    },
  ];
}
