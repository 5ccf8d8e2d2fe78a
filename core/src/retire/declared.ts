import type {
  Migration,
  MigrationFlag,
  Operation,
  System,
  SystemSymbol,
} from "../migration/model.js";
import type { FlagDefinition, Registry } from "../registry/model.js";
import { propertyOf, type JsonValue } from "../text/json.js";
import type { Place } from "../text/span.js";

/** What a registry says of a migration, as far as taking it apart needs it. */
export interface DeclaredMigration extends Pick<
  Migration,
  "id" | "registry" | "definition" | "old" | "new" | "flags"
> {
  /** Globs of files that only carry data between the systems. */
  readonly sync: readonly string[];
  /** `path#function` that compares the systems. */
  readonly consistencyCheck: string | undefined;
}

/** The migration of this id, or undefined where no registry declares it. */
export function declaredMigration(
  registries: readonly Registry[],
  id: string,
): DeclaredMigration | undefined {
  for (const registry of registries) {
    const block = registry.migrations.get(id);
    const definition = registry.migrationDefinitions?.get(id);
    if (block === undefined || definition === undefined) continue;
    const systems = propertyOf(block, "systems");
    const check = propertyOf(block, "consistencyCheck");
    return {
      id,
      registry,
      definition,
      old: systemOf("old", propertyOf(systems, "old"), definition),
      new: systemOf("new", propertyOf(systems, "new"), definition),
      flags: flagsOf(block, registry, definition),
      sync: textsOf(propertyOf(block, "sync")),
      consistencyCheck: typeof check === "string" ? check : undefined,
    };
  }
  return undefined;
}

/** The ids of every declared migration, in the order of the registries. */
export function migrationIds(registries: readonly Registry[]): string[] {
  return registries.flatMap(({ migrations }) => [...migrations.keys()]);
}

function systemOf(side: System["side"], block: JsonValue | undefined, at: FlagDefinition): System {
  const name = propertyOf(block, "name");
  const symbols = (operation: Operation): SystemSymbol[] =>
    textsOf(propertyOf(block, `${operation}s`)).flatMap((text) =>
      symbolOf(text, operation, placeIn(at, `systems.${side}.${operation}s`)),
    );
  return {
    side,
    name: typeof name === "string" ? name : side,
    modules: textsOf(propertyOf(block, "modules")),
    symbols: [...symbols("write"), ...symbols("read")],
    config: textsOf(propertyOf(block, "config")),
  };
}

function symbolOf(text: string, operation: Operation, place: Place): SystemSymbol[] {
  const [module = "", path = ""] = text.split("#");
  const [name = "", member] = path.split(".");
  if (module === "" || name === "") return [];
  return [{ text, module, name, operation, place, ...(member !== undefined && { member }) }];
}

const roles = [
  ["write", "write"],
  ["read", "read"],
  ["shadow", "shadow"],
  ["killSwitch", "kill-switch"],
] as const;

function flagsOf(block: JsonValue, registry: Registry, at: FlagDefinition): MigrationFlag[] {
  return roles.flatMap(([field, role]) => {
    const entry = propertyOf(block, field);
    const flagKey = propertyOf(entry, "flag");
    const variant = propertyOf(entry, "variant");
    if (typeof flagKey !== "string") return [];
    const stops = textsOf(propertyOf(entry, "stops"));
    const found: MigrationFlag = {
      role,
      flagKey,
      flag: registry.flags.get(flagKey),
      ...(typeof variant === "string" && { variant }),
      stops: [
        ...(stops.includes("writes") ? (["write"] as const) : []),
        ...(stops.includes("reads") ? (["read"] as const) : []),
      ],
      stageOf: new Map(),
      place: placeIn(at, field),
    };
    return [found];
  });
}

function placeIn(definition: FlagDefinition, field: string): Place {
  return { path: definition.path, span: definition.fields[field] ?? definition.keySpan };
}

function textsOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
