/**
 * The adapters that a name in the configuration stands for: the one of that name, and all whose name it begins
 * (`unleash` for `unleash-node`, `unleash-proxy` and `unleash-react`; `growthbook` for itself and `growthbook-react`).
 */
export function adaptersNamed(name: string, adapterNames: readonly string[]): readonly string[] {
  return adapterNames.filter((adapter) => adapter === name || adapter.startsWith(`${name}-`));
}

/** Every word that names adapters: their names and what several of them begin with. */
export function adapterWords(adapterNames: readonly string[]): readonly string[] {
  const vendors = adapterNames.map((name) => name.split("-")[0] ?? name);
  return [...new Set([...vendors, ...adapterNames])].sort();
}
