import { symbolParts, type DeclaredMigration } from "../declared.js";
import type { EntryPoint, MigrationCall } from "../model.js";
import type { Asking } from "./asking.js";
import type { FunctionId } from "./callGraph.js";
import type { Occurrences } from "./occurrences.js";
import { own, type Program } from "./program.js";
import { siteOf } from "./sites.js";
import type { SystemCall } from "./systemCalls.js";
import type { SymbolOwner, World } from "./world.js";

/** What entry points are made from. */
export interface EntryPointInput {
  readonly migration: DeclaredMigration;
  readonly world: World;
  readonly occurrences: Occurrences<SymbolOwner>;
  readonly asking: Asking;
  readonly made: ReadonlyMap<SystemCall<SymbolOwner>, MigrationCall>;
}

/** The declared entry points with what they reach, and the functions that reach the old system without any flag. */
export function entryPointsOf(input: EntryPointInput): readonly EntryPoint[] {
  const declared = input.migration.entryPoints.map(({ text, place }): EntryPoint => {
    const id = functionNamed(text, input.world.program);
    const base = { text, declared: place };
    if (id === undefined) return { ...base, site: undefined, reaches: [], asks: [] };
    return { ...base, site: siteOf(id, input.world.program), ...reachOf(id, input) };
  });
  const known = new Set(declared.flatMap(({ reaches }) => reaches));
  return [...declared, ...undeclared(input, known)];
}

/** The function that `path#Name.member` names. */
export function functionNamed(text: string, program: Program): FunctionId | undefined {
  const parts = symbolParts(text);
  if (parts === undefined) return undefined;
  const meaning =
    program.factsOf(parts.module) === undefined
      ? undefined
      : own(program.factsOf(parts.module)?.declarations ?? {}, parts.name);
  const path = parts.module;
  if (meaning?.k === "function") return { path, func: meaning.func };
  if (meaning?.k === "class" && parts.member !== undefined) {
    const func = own(meaning.members, parts.member)?.func;
    return func === undefined ? undefined : { path, func };
  }
  if (meaning?.k !== "variable" || meaning.value === undefined) return undefined;
  const value =
    parts.member !== undefined && meaning.value.k === "object"
      ? own(meaning.value.props, parts.member)
      : meaning.value;
  return value?.k === "function" ? { path, func: value.func } : undefined;
}

function reachOf(
  id: FunctionId,
  { migration, occurrences, asking, made }: EntryPointInput,
): Pick<EntryPoint, "reaches" | "asks"> {
  const found = occurrences.of(id).filter(({ call }) => call.target.owner === migration);
  const ways = [id, ...found.flatMap(({ way }) => way)];
  const asks = new Set(ways.flatMap((one) => asking.in(one).map(({ flagKey }) => flagKey)));
  const reaches = found.flatMap(({ call }) => made.get(call) ?? []);
  return { reaches: [...new Set(reaches)], asks: [...asks].sort() };
}

function undeclared(
  { world, asking, made }: EntryPointInput,
  known: ReadonlySet<MigrationCall>,
): EntryPoint[] {
  const found: EntryPoint[] = [];
  for (const [call, migrationCall] of made) {
    const isOld = migrationCall.side === "old" && migrationCall.purpose === "serve";
    if (!isOld || known.has(migrationCall)) continue;
    const id = { path: call.path, func: call.call.func };
    if (!asking.isReachedUnasked(id)) continue;
    const site = siteOf(id, world.program);
    found.push({
      text: undefined,
      declared: undefined,
      site: site.name === "" ? migrationCall.owner : site,
      reaches: [migrationCall],
      asks: [],
    });
  }
  return found;
}
