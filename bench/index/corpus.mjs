// Builds the composite that the figures are taken on: the sources of several checkouts side by side, with one
// configuration whose registry lists 150 keys that stand in them.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";

const skipped = new Set([".git", "node_modules", "dist", "build", "coverage"]);
const kept = /\.(?:[mc]?[jt]sx?|vue|svelte|json)$/;

/** Copies the checkouts (directories below `from`) into `to`; answers the number of files. */
export function buildComposite(from, names, to) {
  rmSync(to, { recursive: true, force: true });
  let files = 0;
  for (const name of names) {
    const source = join(from, name);
    if (!existsSync(source)) throw new Error(`no checkout of ${name} in the given directory`);
    cpSync(source, join(to, name), {
      recursive: true,
      dereference: false,
      filter: (path) => {
        const parts = relative(source, path).split("/");
        if (parts.some((part) => skipped.has(part))) return false;
        const file = parts.at(-1) ?? "";
        const isFile = file.includes(".") && kept.test(file);
        if (isFile) files++;
        return isFile || !file.includes(".") || !/\.\w+$/.test(file) || isDirectory(path);
      },
    });
  }
  return files;
}

function isDirectory(path) {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The keys that the composite is searched for: flag keys of its repositories, filled up with absent ones. */
export function keysOf(to, count = 150) {
  const keys = new Set();
  const take = (path, pattern) => {
    const file = join(to, path);
    if (!existsSync(file)) return;
    for (const match of readFileSync(file, "utf8").matchAll(pattern)) keys.add(match[1]);
  };
  take("unleash/src/lib/types/experimental.ts", /^ {4}\| '(\w{4,})'/gm);
  take("desktop/app/src/lib/feature-flag.ts", /^export (?:const|function) (enable\w+)/gm);
  take("blurts-server/src/db/tables/featureFlags.ts", /^ {2}"(\w+)",/gm);
  for (let i = 0; keys.size < count; i++) keys.add(`absent-flag-${i}`);
  return [...keys].slice(0, count);
}

/** Writes the registry and the configuration; the registry stands outside the sources that are searched. */
export function writeSettings(to, keys) {
  const flags = Object.fromEntries(
    keys.map((key) => [
      key,
      { flagType: "boolean", defaultValue: false, variants: { on: true, off: false } },
    ]),
  );
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, "flags.json"), JSON.stringify({ registryVersion: 1, flags }));
  writeFileSync(join(to, "keys.txt"), `${keys.join("\n")}\n`);
  writeFileSync(
    join(to, "halyard.config.json"),
    JSON.stringify({
      registry: "flags.json",
      matchers: [
        {
          kind: "method",
          methods: ["isEnabled", "getVariant"],
          receivers: ["*"],
          key: 0,
          knownKeysOnly: true,
        },
        { kind: "hook", names: ["useUiFlag"], key: 0 },
        { kind: "property", objects: ["uiConfig.flags"], literals: ["flags", "experimental"] },
        {
          kind: "option",
          properties: ["flag"],
          invertedProperties: ["notFlag"],
          knownKeysOnly: true,
        },
        { kind: "function", modules: ["desktop/app/src/lib/feature-flag.ts"] },
        {
          kind: "includes",
          receivers: ["enabledFeatureFlags", "enabledFlags"],
          knownKeysOnly: true,
        },
      ],
    }),
  );
}
