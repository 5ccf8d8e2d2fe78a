import type { Matcher } from "../adapters/model.js";
import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { Linker } from "./link.js";

/** The names that matchers look for in each package. */
export type NamesByPackage = ReadonlyMap<string, readonly string[]>;

/** Sorts the names of matchers by the packages that they come from. */
export function namesByPackage(planned: readonly PlannedMatcher[]): NamesByPackage {
  const names = new Map<string, string[]>();
  for (const { matcher } of planned) {
    for (const from of matcher.from ?? []) {
      const known = names.get(from);
      if (known === undefined) names.set(from, [...namesOf(matcher)]);
      else known.push(...namesOf(matcher));
    }
  }
  return names;
}

/** The names that matchers look for in a package or in a subpath of it. */
export function namesFrom(names: NamesByPackage, specifier: string): readonly string[] | undefined {
  for (let end = specifier.length; end > 0; end = specifier.lastIndexOf("/", end - 1)) {
    const found = names.get(specifier.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * A matcher for each name under which a file hands an SDK's function, hook or component on:
 * `export { useFlag as useToggle } from "sdk"`.
 */
export function handedOnAs(
  path: string,
  facts: FileFacts,
  planned: readonly PlannedMatcher[],
  linker: Linker,
): PlannedMatcher[] {
  const imported = new Set(facts.imports.map(({ local }) => local));
  return facts.exports.flatMap(({ name, local, from, imported: inner }) => {
    if (local === undefined ? from === undefined || inner === undefined : !imported.has(local)) {
      return [];
    }
    const resolved = linker.toPackages.resolve(
      from === undefined
        ? { kind: "local", name: local ?? "", rest: [] }
        : { kind: "import", from, name: inner ?? "", rest: [] },
      path,
    );
    if (resolved.kind !== "package" || resolved.name === name) return [];
    return planned.flatMap((one): PlannedMatcher[] => {
      const { matcher } = one;
      const isMeant =
        hasNames(matcher) &&
        matcher.names.includes(resolved.name) &&
        matcher.from?.some((own) => resolved.from === own || resolved.from.startsWith(`${own}/`));
      if (isMeant !== true) return [];
      const id = `${one.id}@${path}:${name}`;
      return [{ id, matcher: { ...matcher, names: [name] }, exportedAs: [{ name, path }] }];
    });
  });
}

/** A matcher for each constant that is another name for what a matcher looks for: `const on = isOn`. */
export function renamedBy(
  path: string,
  facts: FileFacts,
  planned: readonly PlannedMatcher[],
  linker: Linker,
): PlannedMatcher[] {
  return facts.renames.flatMap(({ name, inner, origin }) =>
    planned.flatMap((one): PlannedMatcher[] => {
      if (!hasNames(one.matcher) || !one.matcher.names.includes(inner)) return [];
      if (!linker.comesFrom(origin, one, path)) return [];
      const { from: _, ...matcher } = { ...one.matcher, names: [name] };
      return [{ id: `${one.id}@${path}:${name}`, matcher, target: { file: path, name } }];
    }),
  );
}

type NamedMatcher = Exclude<Extract<Matcher, { names: readonly string[] }>, { kind: "decorator" }>;

function hasNames(matcher: Matcher): matcher is NamedMatcher {
  return (
    "names" in matcher &&
    matcher.kind !== "function" &&
    matcher.kind !== "constant" &&
    matcher.kind !== "decorator"
  );
}

function namesOf(matcher: Matcher): readonly string[] {
  if (matcher.kind === "property") return matcher.calls ?? [];
  if (matcher.kind === "constant") return matcher.initializers ?? [];
  return matcher.kind === "decorator" || hasNames(matcher) ? matcher.names : [];
}
