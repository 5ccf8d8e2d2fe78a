import picomatch from "picomatch";
import type { FlagReference } from "../../reference/model.js";
import type { Flag } from "../../registry/model.js";
import type { DeclaredCapability, DeclaredMigration, DeclaredSymbol } from "../declared.js";
import { symbolParts } from "../declared.js";
import type { FlowClosure, MigrationFlag, Side, SystemSymbol } from "../model.js";
import { CallGraph } from "./callGraph.js";
import { closureOf } from "./closure.js";
import { Entities } from "./entities.js";
import { EvaluationsByPlace } from "./flagValues.js";
import { Program, type FlowSource } from "./program.js";
import { followedDepth } from "./reach.js";
import { locate, SymbolMatcher, type TargetSymbol } from "./symbolMatch.js";
import { symbolsOfModules } from "./moduleSymbols.js";
import { systemCallsIn, type SystemCall } from "./systemCalls.js";

/** Whose symbols are sought. */
export type SymbolOwner = DeclaredMigration | DeclaredCapability;

/** What is to be followed. */
export interface FollowInput {
  readonly source: FlowSource;
  readonly migrations: readonly DeclaredMigration[];
  readonly capabilities: readonly DeclaredCapability[];
  /** The references that mean a flag. */
  readonly referencesOf: (flag: Flag) => readonly FlagReference[];
}

/** The files of a closure with everything that is asked of them. */
export interface World {
  readonly source: FlowSource;
  readonly program: Program;
  readonly entities: Entities;
  readonly graph: CallGraph;
  readonly evaluations: EvaluationsByPlace;
  readonly systemCalls: readonly SystemCall<SymbolOwner>[];
  readonly closure: FlowClosure;
}

/** Reads the closure, resolves every call in it, and finds those that reach the systems. */
export function makeWorld(input: FollowInput): World {
  const { source, migrations, capabilities } = input;
  const program = new Program(source);
  const wanted = [
    ...migrations.flatMap((one) => [
      ...symbolsOf(one, "old", program).map((symbol) => ({
        symbol,
        side: "old" as const,
        owner: one,
      })),
      ...symbolsOf(one, "new", program).map((symbol) => ({
        symbol,
        side: "new" as const,
        owner: one,
      })),
    ]),
    ...capabilities.flatMap((one) =>
      one.symbols.map((symbol) => ({ symbol, side: "new" as const, owner: one })),
    ),
  ];
  const targets = wanted.map(({ symbol, side, owner }): TargetSymbol<SymbolOwner> =>
    locate(symbol, side, owner, program, globTest("old" in owner ? owner[side].modules : [])),
  );
  const closure = closureOf(source, seedsOf(input, targets), wordsOf(targets));
  const entities = new Entities(program);
  const matcher = new SymbolMatcher(entities, targets);
  program.stayWithin(closure.files);
  // Who calls whom tells what parameters are, and what parameters are tells who calls whom: twice is enough.
  const first = new CallGraph(entities, closure.files);
  entities.forget();
  entities.argumentsOf = (path, func, index) => first.argumentsOf(path, func, index);
  const graph = new CallGraph(entities, closure.files);
  const systemCalls = closure.files.flatMap((path) => systemCallsIn(path, matcher, entities));
  // Conditions may ask helpers that have nothing to do with the systems.
  program.stayWithin(undefined);
  entities.forget();
  return {
    source,
    program,
    entities,
    graph,
    evaluations: new EvaluationsByPlace(source.index.references, (path) => source.textOf(path)),
    systemCalls,
    closure: { ...closure, depth: followedDepth },
  };
}

/** The symbols of a system; one that lists none has what its modules export. */
function symbolsOf(
  migration: DeclaredMigration,
  side: Side,
  program: Program,
): readonly SystemSymbol[] {
  const system = migration[side];
  if (system.symbols.length > 0) return system.symbols;
  const isOwn = globTest(system.modules);
  const files = program.source.paths.filter((path) => isOwn(path) && !program.source.isTest(path));
  return symbolsOfModules(files, program, migration.definition);
}

/** Tests paths against globs; no glob matches nothing. */
export function globTest(globs: readonly string[]): (path: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs]);
}

function wordsOf(targets: readonly TargetSymbol[]): string[] {
  return targets.flatMap(({ symbol, name }) => [
    symbol.name,
    name,
    ...(symbol.member === undefined || symbol.member === "*" ? [] : symbol.member.split(".")),
  ]);
}

function seedsOf(input: FollowInput, targets: readonly TargetSymbol[]): string[] {
  const { source, migrations, capabilities } = input;
  const known = new Set(source.paths);
  const isModule = globTest(migrations.flatMap((one) => [...one.old.modules, ...one.new.modules]));
  const flags: MigrationFlag[] = [
    ...migrations.flatMap((one) => one.flags),
    ...capabilities.map((one) => one.killSwitch),
  ];
  const seeds = [
    ...targets.flatMap(({ path }) => path ?? []),
    ...targets.flatMap(({ path, symbol }) => (path === undefined ? usersOf(symbol, source) : [])),
    ...source.paths.filter(isModule),
    ...migrations.flatMap(pathsNamed),
    ...flags.flatMap(({ flag }) =>
      flag === undefined ? [] : input.referencesOf(flag).map(({ path }) => path),
    ),
  ];
  return [...new Set(seeds)].filter((path) => known.has(path)).sort();
}

/** Files that import a symbol of a package. */
function usersOf(symbol: SystemSymbol, source: FlowSource): readonly string[] {
  // A default export goes by any name: the last word of the package stands in every import of it.
  const word = symbol.name === "default" ? /[\w$]*$/u.exec(symbol.module)?.[0] : symbol.name;
  const holders = source.index.filesNamingAny?.(word ? [word] : []) ?? source.paths;
  return holders.filter((path) => {
    const text = source.textOf(path) ?? "";
    return text.includes(`"${symbol.module}`) || text.includes(`'${symbol.module}`);
  });
}

function pathsNamed({ entryPoints, consistencyCheck }: DeclaredMigration): string[] {
  const all: DeclaredSymbol[] = [...entryPoints, ...(consistencyCheck ? [consistencyCheck] : [])];
  return all.flatMap(({ text }) => symbolParts(text)?.module ?? []);
}
