import type { FlagDefinition, Registry } from "../registry/model.js";
import { isJsonArray, isJsonObject, propertyOf, type JsonValue } from "../text/json.js";
import type { Place } from "../text/span.js";
import {
  stages,
  type FlagRole,
  type Migration,
  type MigrationFlag,
  type Operation,
  type Side,
  type Stage,
  type System,
  type SystemSymbol,
} from "./model.js";

/** What a registry writes of a migration, code and flags' states aside. */
export interface DeclaredMigration extends Pick<
  Migration,
  "id" | "registry" | "definition" | "description" | "owner" | "old" | "new" | "flags"
> {
  readonly stage: Stage;
  readonly entryPoints: readonly DeclaredSymbol[];
  readonly consistencyCheck: DeclaredSymbol | undefined;
  /** Globs of files that only carry data between the systems. */
  readonly sync: readonly string[];
}

/** A symbol as it is written, with where. */
export interface DeclaredSymbol {
  readonly text: string;
  readonly place: Place;
}

/** What a registry writes of a guarded capability. */
export interface DeclaredCapability {
  readonly id: string;
  readonly registry: Registry;
  readonly definition: FlagDefinition;
  readonly killSwitch: MigrationFlag;
  readonly symbols: readonly SystemSymbol[];
}

/** The migrations of all registries that are sound enough to speak of, by registry, then in their order. */
export function declaredMigrations(registries: readonly Registry[]): readonly DeclaredMigration[] {
  return registries.flatMap((registry) =>
    [...registry.migrations].flatMap(([id, block]) => {
      const definition = registry.migrationDefinitions?.get(id);
      return definition === undefined ? [] : migrationOf(id, block, registry, definition);
    }),
  );
}

/** The capabilities that registries want behind a kill switch. */
export function declaredCapabilities(
  registries: readonly Registry[],
): readonly DeclaredCapability[] {
  return registries.flatMap((registry) =>
    [...(registry.guards ?? [])].flatMap(([id, block]) => {
      const definition = registry.guardDefinitions?.get(id);
      if (definition === undefined) return [];
      const at: Writing = { registry, definition };
      const killSwitch = roleFlag(block, "killSwitch", "kill-switch", at);
      if (killSwitch === undefined) return [];
      const symbols = symbolsOf(propertyOf(block, "calls"), "calls", "write", at);
      return [{ id, registry, definition, killSwitch, symbols }];
    }),
  );
}

/** Where a block is written. */
interface Writing {
  readonly registry: Registry;
  readonly definition: FlagDefinition;
}

function migrationOf(
  id: string,
  block: JsonValue,
  registry: Registry,
  definition: FlagDefinition,
): DeclaredMigration[] {
  const at: Writing = { registry, definition };
  const stage = stageNamed(propertyOf(block, "stage"));
  const systems = propertyOf(block, "systems");
  const old = systemOf(propertyOf(systems, "old"), "old", at);
  const next = systemOf(propertyOf(systems, "new"), "new", at);
  if (stage === undefined || old === undefined || next === undefined) return [];
  const check = propertyOf(block, "consistencyCheck");
  return [
    {
      id,
      registry,
      definition,
      description: textOf(propertyOf(block, "description")),
      owner: textOf(propertyOf(block, "owner")),
      old,
      new: next,
      flags: flagsOf(block, at),
      stage,
      entryPoints: textsOf(propertyOf(block, "entryPoints")).map((text, i) => ({
        text,
        place: placeOf(`entryPoints.${String(i)}`, at),
      })),
      consistencyCheck:
        typeof check === "string"
          ? { text: check, place: placeOf("consistencyCheck", at) }
          : undefined,
      sync: textsOf(propertyOf(block, "sync")),
    },
  ];
}

function flagsOf(block: JsonValue, at: Writing): MigrationFlag[] {
  const all = [
    stagedFlag(block, at),
    roleFlag(block, "write", "write", at),
    roleFlag(block, "read", "read", at),
    roleFlag(block, "shadow", "shadow", at),
    roleFlag(block, "killSwitch", "kill-switch", at),
  ];
  return all.flatMap((one) => one ?? []);
}

function roleFlag(
  block: JsonValue,
  field: string,
  role: FlagRole,
  at: Writing,
): MigrationFlag | undefined {
  const entry = propertyOf(block, field);
  const flagKey = textOf(propertyOf(entry, "flag"));
  const variant = textOf(propertyOf(entry, "variant"));
  if (flagKey === undefined || variant === undefined) return undefined;
  const stops = textsOf(propertyOf(entry, "stops")).flatMap((word): Operation[] =>
    word === "writes" ? ["write"] : word === "reads" ? ["read"] : [],
  );
  return {
    role,
    flagKey,
    flag: at.registry.flags.get(flagKey),
    variant,
    stops: role === "kill-switch" && stops.length === 0 ? ["write", "read"] : stops,
    stageOf: new Map(),
    place: placeOf(`${field}.flag`, at),
  };
}

/** One flag whose variants are the stages; where the registry does not say which, their own words do. */
function stagedFlag(block: JsonValue, at: Writing): MigrationFlag | undefined {
  const entry = propertyOf(block, "staged");
  const flagKey = textOf(propertyOf(entry, "flag"));
  if (flagKey === undefined) return undefined;
  const flag = at.registry.flags.get(flagKey);
  const written = propertyOf(entry, "stages");
  const stageOf = new Map<string, Stage>();
  for (const [variant, value] of flag?.variants ?? []) {
    const said = stageNamed(propertyOf(written, variant));
    const guessed = isJsonObject(written) ? undefined : usualStage(variant, value);
    const stage = said ?? guessed;
    if (stage !== undefined) stageOf.set(variant, stage);
  }
  return {
    role: "stages",
    flagKey,
    flag,
    stops: [],
    stageOf,
    place: placeOf("staged.flag", at),
  };
}

/** Words that teams use for stages besides the stages' own names. */
const usualStages = new Map<string, Stage>([
  ["legacy", "off"],
  ["old", "off"],
  ["false", "off"],
  ["dual", "dualwrite"],
  ["both", "dualwrite"],
  ["dual_write", "dualwrite"],
  ["old_and_check", "shadow"],
  ["new_and_check", "live"],
  ["new", "complete"],
  ["on", "complete"],
  ["true", "complete"],
]);

function usualStage(variant: string, value: JsonValue): Stage | undefined {
  const words = [typeof value === "string" ? value : variant, variant];
  for (const word of words.map((one) => one.toLowerCase().replaceAll("-", "_"))) {
    const stage = stageNamed(word) ?? usualStages.get(word);
    if (stage !== undefined) return stage;
  }
  return undefined;
}

function systemOf(block: JsonValue | undefined, side: Side, at: Writing): System | undefined {
  const name = textOf(propertyOf(block, "name"));
  if (name === undefined) return undefined;
  const prefix = `systems.${side}`;
  return {
    side,
    name,
    modules: textsOf(propertyOf(block, "modules")),
    symbols: [
      ...symbolsOf(propertyOf(block, "writes"), `${prefix}.writes`, "write", at),
      ...symbolsOf(propertyOf(block, "reads"), `${prefix}.reads`, "read", at),
    ],
    config: textsOf(propertyOf(block, "config")),
  };
}

function symbolsOf(
  list: JsonValue | undefined,
  field: string,
  operation: Operation,
  at: Writing,
): SystemSymbol[] {
  return textsOf(list).flatMap((text, i) => {
    const parts = symbolParts(text);
    if (parts === undefined) return [];
    return [{ text, ...parts, operation, place: placeOf(`${field}.${String(i)}`, at) }];
  });
}

/** Takes `module#Name.member` apart. */
export function symbolParts(
  text: string,
): Pick<SystemSymbol, "module" | "name" | "member"> | undefined {
  const hash = text.lastIndexOf("#");
  if (hash <= 0 || hash === text.length - 1) return undefined;
  const module = text.slice(0, hash).replace(/^\.\//u, "");
  const rest = text.slice(hash + 1);
  const dot = rest.indexOf(".");
  return dot <= 0
    ? { module, name: rest }
    : { module, name: rest.slice(0, dot), member: rest.slice(dot + 1) };
}

/** Where a field is written, else where the migration is. */
function placeOf(field: string, { definition }: Writing): Place {
  return { path: definition.path, span: definition.fields[field] ?? definition.keySpan };
}

function stageNamed(value: JsonValue | undefined): Stage | undefined {
  return stages.find((stage) => stage === value);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function textsOf(value: JsonValue | undefined): string[] {
  return isJsonArray(value) ? value.filter((one) => typeof one === "string") : [];
}
