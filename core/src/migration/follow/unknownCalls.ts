import type { DeclaredMigration } from "../declared.js";
import type { MigrationCall, Side, System, UnknownCall } from "../model.js";
import { own, type Program } from "./program.js";
import { locate } from "./symbolMatch.js";
import { globTest, type World } from "./world.js";

/**
 * What may reach a migration's systems and cannot be told: calls of either, files that do not parse, names that nothing
 * has.
 */
export function unknownCallsOf(
  migration: DeclaredMigration,
  calls: readonly MigrationCall[],
  { program, closure, source }: World,
): UnknownCall[] {
  const torn = calls
    .filter(({ unknown }) => unknown === "either-system")
    .map(({ place, symbol }): UnknownCall => ({
      place,
      reason: "either-system",
      message: `\`${symbol.member ?? symbol.name}\` may be of either system`,
    }));
  const unread = closure.files
    .filter((path) => {
      const facts = program.factsOf(path);
      return facts === undefined ? source.textOf(path) !== undefined : facts.isBroken === true;
    })
    .map((path): UnknownCall => ({
      place: { path, span: { start: 0, end: 0 } },
      reason: "unread-file",
      message: "this file does not parse, so that what it calls is not known; mend it",
    }));
  // What is complete is gone, and its names with it.
  const missing =
    migration.stage === "complete"
      ? []
      : (["old", "new"] as const).flatMap((side) => missingOf(migration, side, program));
  return [...torn, ...unread, ...missing];
}

function missingOf(migration: DeclaredMigration, side: Side, program: Program): UnknownCall[] {
  const system: System = migration[side];
  const { definition } = migration;
  const symbols = system.symbols
    .filter((symbol) => {
      const { path, name } = locate(symbol, side, migration, program, () => false);
      if (path === undefined) return /\.[cm]?[jt]sx?$/u.test(symbol.module);
      const facts = program.factsOf(path);
      return facts !== undefined && own(facts.declarations, name) === undefined;
    })
    .map(({ text, place }): UnknownCall => ({
      place,
      reason: "not-found",
      message: `the code has no \`${text}\`; correct the registry`,
    }));
  const globs = system.modules.flatMap((glob, index): UnknownCall[] => {
    if (program.source.paths.some(globTest([glob]))) return [];
    const span = definition.fields[`systems.${side}.modules.${String(index)}`];
    const place = { path: definition.path, span: span ?? definition.keySpan };
    return [
      {
        place,
        reason: "not-found",
        message: `no source file is one of \`${glob}\`; correct the registry`,
      },
    ];
  });
  return [...symbols, ...globs];
}
