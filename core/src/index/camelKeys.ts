/** A run of capitals, a word with or without a capital, or a number: what camelCase joins. */
const words = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** A flag key the way LaunchDarkly's React SDKs name it: `new-checkout.v2` becomes `newCheckoutV2`. */
function camelCase(key: string): string {
  const parts = (key.match(words) ?? []).map((word) => word.toLowerCase());
  return parts.map((part, index) => (index === 0 ? part : capitalized(part))).join("");
}

/** Looks keys up by their names in camelCase; a name that two keys share stands for neither. */
export function camelLookup(keys: Iterable<string>): (name: string) => string | undefined {
  // Worked out when first asked: few workspaces use an SDK that renames keys.
  let names: ReadonlyMap<string, string> | undefined;
  return (name) => (names ??= camelNames(keys)).get(name);
}

function camelNames(keys: Iterable<string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const shared = new Set<string>();
  for (const key of keys) {
    const name = camelCase(key);
    if (names.has(name)) shared.add(name);
    names.set(name, key);
  }
  for (const name of shared) names.delete(name);
  return names;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
