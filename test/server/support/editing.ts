import { expect } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import { Editing, scriptOf } from "./editScript.js";
import { checked, shown } from "./expected.js";
import { configuration, directoryWith, serverFor } from "./workspace.js";

const now = new Date("2026-11-22T00:00:00Z");

/**
 * Runs a script of random edits against a real server, and compares its answer with that of a workspace opened afresh
 * every `pace` steps and at the end.
 */
export async function compareWhileEditing(
  seed: number,
  count: number,
  pace: number,
): Promise<void> {
  const root = directoryWith({ "halyard.config.json": configuration, "flags.json": "{}" });
  const client = await serverFor([root]);
  try {
    const editing = new Editing(client, root);
    for (const [at, step] of scriptOf(seed, count).entries()) {
      await editing.run(step);
      if ((at + 1) % pace !== 0 && at !== count - 1) continue;
      const report = await client.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", {
        previousResultIds: [],
      });
      const expected = await checked(root, now, editing.open);
      const where = `seed ${String(seed)}, step ${String(at)} (${JSON.stringify(step)})`;
      expect(shown(root, report, expected), where).toEqual(expected);
    }
  } finally {
    client.kill();
  }
}
