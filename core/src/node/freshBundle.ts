import { statSync } from "node:fs";

/** The packages of a checkout that go into a bundle. */
const packages = ["cli", "core", "server", "stores"];

/**
 * The bundled entry `dist/bundle/<name>.js` of a package, to be run instead of the modules that it was made of.
 *
 * Undefined where nothing has been bundled, and in a checkout where the compiler has built one of the packages since:
 * an older bundle would hide the change. `dist` is the package's build folder.
 */
export function freshBundle(dist: URL, name: string): URL | undefined {
  const bundle = new URL(`bundle/${name}.js`, dist);
  const made = modified(bundle);
  if (made === undefined) return undefined;
  const isOld = packages.some((folder) => {
    const built = modified(new URL(`../../${folder}/dist/.tsbuildinfo`, dist));
    return built !== undefined && built > made;
  });
  return isOld ? undefined : bundle;
}

/** When a file was last changed, in milliseconds since 1970. */
function modified(file: URL): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
