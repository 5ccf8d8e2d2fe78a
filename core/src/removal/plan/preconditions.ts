import type { RemovalProject } from "./project.js";

/** Refuses what should not be removed at all, or not yet, as the registry and the index tell. */
export function refusePreconditions(project: RemovalProject): void {
  refuseByRegistry(project);
  refuseDynamicKeys(project);
}

function refuseByRegistry(project: RemovalProject): void {
  const { flag, verdict, dependents = [], registryLasting = false } = project.input;
  if (flag === undefined) return;
  const [definition] = flag.definitions;
  const place = { path: definition.path, span: definition.keySpan };
  if (registryLasting) {
    const message = `\`${flag.key}\` is meant to stay (${flag.type}); change its type or lifetime in the registry first.`;
    project.refuse({ code: "permanent-flag", message, place });
  }
  for (const other of dependents) {
    const message = `\`${other}\` has \`${flag.key}\` as a prerequisite or guard; remove or change \`${other}\` first.`;
    project.refuse({ code: "flag-is-prerequisite", message, place });
  }
  if (flag.type === "migration" || flag.lifecycle.migration !== undefined) {
    const message = `\`${flag.key}\` belongs to a migration, whose flags go in its own order: reads first, then old writes, then the kill switch.`;
    project.refuse({ code: "migration-flag", message, place });
  }
  if (verdict !== undefined) {
    project.refuse({ code: "verdict-not-constant", message: verdict, place });
  }
}

function refuseDynamicKeys(project: RemovalProject): void {
  for (const { place, pattern } of project.input.dynamicReads ?? []) {
    if (!mayMean(pattern, project.input.flagKey)) continue;
    project.refuse({
      code: "dynamic-key",
      message: `The key is built at run time here (\`${pattern}\`) and may mean \`${project.input.flagKey}\`; write it out first.`,
      place,
    });
  }
}

/** Whether a pattern with `*` for unknown parts can spell the key. A pattern without known parts tells nothing. */
function mayMean(pattern: string, key: string): boolean {
  const parts = pattern.split("*");
  if (parts.every((part) => part === "")) return false;
  const [head = "", ...rest] = parts;
  if (!key.startsWith(head)) return false;
  let at = head.length;
  const tail = rest.pop() ?? "";
  for (const part of rest) {
    const found = key.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return key.length - tail.length >= at && key.endsWith(tail);
}
