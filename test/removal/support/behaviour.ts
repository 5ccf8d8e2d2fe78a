import type { FlagReference } from "../../../core/src/reference/model.js";
import type { RemovalPlan } from "../../../core/src/removal/model.js";
import type { EngineOptions } from "../../../core/src/removal/plan/engine.js";
import { planRemoval } from "../../../core/src/removal/plan/planRemoval.js";
import type { Program } from "./programs.js";
import { runProgram } from "./runProgram.js";

const reads = /\b(on|onLater|variant|variantLater)\("F"\)/gu;

/** The reads of a generated program: every call with the key, by its text. */
function referencesIn(path: string, text: string): FlagReference[] {
  return [...text.matchAll(reads)].map((match) => {
    const end = match.index + match[0].length;
    const name = match[1] ?? "";
    return {
      flagKey: "F",
      path,
      span: { start: end - 4, end: end - 1 },
      evaluation: { start: match.index, end },
      kind: "call",
      matcher: `config/${name}`,
      access: "read",
      inverted: false,
      valueType: name.startsWith("on") ? "boolean" : "string",
      atModuleLevel: false,
      functionStart: 0,
      conditions: [],
    };
  });
}

/** Plans the removal of the program's flag with the given winning value. */
function planProgram(
  program: Program,
  winner: boolean | string,
  options: EngineOptions = {},
): RemovalPlan {
  const files: Record<string, string> = { "lib.ts": program.lib, "main.ts": program.main };
  return planRemoval(
    {
      flagKey: "F",
      winningValue: winner,
      references: Object.entries(files).flatMap(([path, text]) => referencesIn(path, text)),
      readFile: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
      listFiles: () => Object.keys(files),
      resolveImport: (_from, specifier) => (specifier === "./lib" ? "lib.ts" : undefined),
      isPublicEntry: (path) => path === "main.ts",
      referencesIn,
      allow: ["value-mutated"],
    },
    { checkTypes: false, ...options },
  );
}

/** What came of one program: the same behaviour, a refusal, or the difference. */
export type Outcome =
  { readonly kind: "same" | "refused" } | { readonly kind: "different"; readonly report: string };

/** Removes the flag and compares what the program does before, with the flag at the value, and after. */
export async function compareBehaviour(
  program: Program,
  winner: boolean | string,
  options: EngineOptions = {},
): Promise<Outcome> {
  const plan = planProgram(program, winner, options);
  const before: Record<string, string> = { "lib.ts": program.lib, "main.ts": program.main };
  if (plan.refusals.length > 0) {
    const codes = plan.refusals.map((refusal) => `${refusal.code}: ${refusal.message}`).join("\n");
    const broken = plan.refusals.some((r) =>
      ["parse-error", "not-settled", "reference-left", "file-changed"].includes(r.code),
    );
    return broken
      ? { kind: "different", report: describe(program, before, winner, codes) }
      : { kind: "refused" };
  }
  const after: Record<string, string> = { ...before };
  for (const file of plan.files) after[file.path] = file.newText;
  const [expected, actual] = [await runProgram(before, winner), await runProgram(after, winner)];
  if (JSON.stringify(expected) === JSON.stringify(actual)) return { kind: "same" };
  return {
    kind: "different",
    report: describe(program, after, winner, JSON.stringify({ expected, actual }, null, 1)),
  };
}

function describe(
  program: Program,
  after: Record<string, string>,
  winner: unknown,
  what: string,
): string {
  const parts = [program.lib, program.main, after["lib.ts"] ?? "", after["main.ts"] ?? "", what];
  return `flag at ${String(winner)}\n${parts.join("\n----\n")}`;
}
