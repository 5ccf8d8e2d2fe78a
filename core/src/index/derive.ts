import type {
  ArgumentPath,
  CallMatcher,
  ConstantMatcher,
  FunctionMatcher,
} from "../adapters/model.js";
import type { FileFacts, Origin, Site } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { Linker } from "./link.js";
import { namesFrom, type NamesByPackage } from "./packageNames.js";

/** A site that linking accepted, with its matcher. */
export interface AcceptedSite {
  readonly site: Site;
  readonly planned: PlannedMatcher;
}

/** Matchers for the functions and constants of one file that stand for a flag read. */
export function derivedFrom(
  path: string,
  facts: FileFacts,
  accepted: ReadonlyMap<number, AcceptedSite>,
  linker: Linker,
): PlannedMatcher[] {
  return [...wrappersOf(path, facts, accepted), ...aliasesOf(path, facts, accepted, linker)];
}

/** Functions that hand a parameter on as a key: each becomes a call or method of its own. */
function wrappersOf(
  path: string,
  facts: FileFacts,
  accepted: ReadonlyMap<number, AcceptedSite>,
): PlannedMatcher[] {
  const wrappers = new Map<string, PlannedMatcher>();
  for (const { site, planned } of accepted.values()) {
    if (site.key.kind !== "parameter" || site.access !== "read") continue;
    const owner = facts.functions[site.key.func];
    if (owner === undefined || owner.name === null) continue;
    const key =
      site.key.member === undefined
        ? site.key.index
        : `${String(site.key.index)}.${site.key.member}`;
    const id = `wrapper/${owner.owner === undefined ? "" : `${owner.owner}.`}${owner.name}@${path}:${String(key)}`;
    const shared = whatItShares(site, planned, key);
    const opaque = site.returned === null;
    wrappers.set(
      id,
      owner.owner === undefined
        ? {
            id,
            matcher: { kind: "call", names: [owner.name.replace(/@.*$/, "")], ...shared },
            target: { file: path, name: owner.name },
            opaque,
          }
        : {
            id,
            matcher: { kind: "method", methods: [owner.name], ...shared },
            target: { file: path, name: owner.owner, member: owner.name },
            opaque,
          },
    );
  }
  return [...wrappers.values()];
}

/** A wrapper's call gives what the wrapped call gives, and believes the same keys. */
function whatItShares(
  site: Site,
  planned: PlannedMatcher,
  key: ArgumentPath,
): Pick<CallMatcher, "key" | "valueType" | "members" | "inverted" | "knownKeysOnly"> {
  return {
    key,
    valueType: site.returned === null ? "unknown" : site.valueType,
    ...(site.returned !== null && site.members && { members: site.members }),
    inverted: site.inverted !== (site.returned === "opposite"),
    knownKeysOnly: planned.matcher.knownKeysOnly ?? false,
  };
}

/** Top-level functions and constants that give exactly one flag's value. */
function aliasesOf(
  path: string,
  facts: FileFacts,
  accepted: ReadonlyMap<number, AcceptedSite>,
  linker: Linker,
): PlannedMatcher[] {
  const aliases: PlannedMatcher[] = [];
  for (const alias of facts.aliases) {
    const found = accepted.get(alias.site);
    if (found?.site.access !== "read") continue;
    const key = linker.keyAt(found.site, found.planned, path);
    if (key === null || !("key" in key)) continue;
    if (!linker.believes(found.site, found.planned, key.key, path)) continue;
    aliases.push({
      id: `wrapper/${alias.name}@${path}`,
      matcher: {
        kind: alias.form === "call" ? "function" : "constant",
        modules: [path],
        inverted: alias.inverted !== found.site.inverted,
        valueType: found.site.valueType,
        ...(found.site.members && { members: found.site.members }),
      },
      target: { file: path, name: alias.name },
      flagKey: key.key,
    });
  }
  return aliases;
}

/** One matcher per flag function or flag constant that a configured module exports. */
export function declaredBy(
  path: string,
  facts: FileFacts,
  planned: readonly PlannedMatcher[],
  linker: Linker,
): PlannedMatcher[] {
  return planned.flatMap((one) => {
    const { matcher } = one;
    if (matcher.kind !== "function" && matcher.kind !== "constant") return [];
    if (one.target !== undefined || !linker.globs.match(path, matcher.modules)) return [];
    // A constant that its initializer proves to be a flag need not be exported.
    const isProven = matcher.kind === "constant" && matcher.initializers !== undefined;
    const names = isProven
      ? Object.keys(facts.declarations).map((name) => ({ name, local: name }))
      : exportedNames(facts);
    return names.flatMap(({ name, local }) => {
      if (matcher.names && !linker.globs.match(name, matcher.names)) return [];
      const flagKey =
        matcher.kind === "function"
          ? functionKey(facts, local)
          : constantKey(facts, local, name, matcher, (origin) =>
              linker.comesFrom(origin, one, path),
            );
      if (flagKey === undefined) return [];
      const shared: FunctionMatcher | ConstantMatcher = { ...matcher, modules: [path] };
      return [
        {
          id: `${one.id}@${path}:${name}`,
          matcher: shared,
          target: { file: path, name: local },
          flagKey,
        },
      ];
    });
  });
}

function exportedNames(facts: FileFacts): { name: string; local: string }[] {
  return facts.exports.flatMap(({ name, local }) => (local === undefined ? [] : [{ name, local }]));
}

function functionKey(facts: FileFacts, local: string): string | undefined {
  return Object.hasOwn(facts.topLevelFunctions, local) ? local : undefined;
}

function constantKey(
  facts: FileFacts,
  local: string,
  name: string,
  matcher: ConstantMatcher,
  isFrom: (origin: Origin) => boolean,
): string | undefined {
  if (Object.hasOwn(facts.topLevelFunctions, local)) return undefined;
  const keyFrom = matcher.keyFrom ?? (matcher.property === undefined ? "name" : "property");
  const declared = Object.hasOwn(facts.declarations, local) ? facts.declarations[local] : undefined;
  if (matcher.initializers !== undefined) {
    if (declared === undefined || !matcher.initializers.includes(declared.callee)) return undefined;
    if (!isFrom(declared.origin)) return undefined;
  }
  if (keyFrom === "name") return name;
  const own = Object.hasOwn(facts.constants, local) ? facts.constants[local] : undefined;
  const constant = own ?? declared?.argument;
  if (keyFrom === "value") return typeof constant === "string" ? constant : undefined;
  const member = typeof constant === "object" ? constant[matcher.property ?? "key"] : undefined;
  return typeof member === "string" ? member : undefined;
}

/** Names under which a file exports something that comes from one of these packages: a client, a hook. */
export function handedOut(
  path: string,
  facts: FileFacts,
  packages: NamesByPackage,
  linker: Linker,
): string[] {
  const names: string[] = [];
  const holders = holdersOf(path, facts, packages, linker);
  for (const one of facts.exports) {
    if (one.from !== undefined) {
      const handed = namesFrom(packages, one.from) ?? [];
      if (one.name === "*") names.push(...handed);
      else if (isOneOf(packages, one.from)) names.push(one.name);
      continue;
    }
    if (one.local === undefined) continue;
    const resolved = linker.toPackages.given(
      linker.toPackages.resolve({ kind: "local", name: one.local, rest: [] }, path),
    );
    const handsOut =
      resolved.kind === "package" ? isOneOf(packages, resolved.from) : holders.has(one.local);
    if (handsOut) names.push(one.name, one.local);
  }
  return names.filter((name) => name !== "default");
}

/** The types and classes with a member that comes from one of the packages. */
function holdersOf(
  path: string,
  facts: FileFacts,
  packages: NamesByPackage,
  linker: Linker,
): ReadonlySet<string> {
  const holders = new Set<string>();
  for (const [name, origin] of Object.entries(facts.origins)) {
    const dot = name.indexOf(".");
    if (dot < 0 || holders.has(name.slice(0, dot))) continue;
    const resolved = linker.toPackages.resolve(origin, path);
    const comes = resolved.kind === "package" && isOneOf(packages, resolved.from);
    if (comes) holders.add(name.slice(0, dot));
  }
  return holders;
}

/** Whether a specifier is one of the packages or a subpath of one. */
function isOneOf(packages: NamesByPackage, specifier: string): boolean {
  return namesFrom(packages, specifier) !== undefined;
}
