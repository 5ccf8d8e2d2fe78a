/** The packages of the monorepo that the merge of reports is tested with. */
export const packageNames = Array.from({ length: 8 }, (_, index) => `p${index}`);

/** The package whose wrapper a package uses; the last one has none, so that there is no circle. */
function neighbourOf(index: number): string | undefined {
  return packageNames[index + 1];
}

function sourceOf(index: number): string {
  const neighbour = neighbourOf(index);
  const across =
    neighbour === undefined ? `isOn("across-${index}")` : `neighbourIsOn("across-${index}")`;
  return `import { isEnabled } from "unleash-client";
${neighbour === undefined ? "" : `import { isOn as neighbourIsOn } from "@acme/${neighbour}";\n`}
/** The package's own wrapper, which its neighbour uses. */
export function isOn(key: string): boolean {
  return isEnabled(key);
}

export const flags = { own: "own-${index}" } as const;

export function read(name: string): boolean[] {
  return [isEnabled("shared"), isOn(flags.own), ${across}, isEnabled(\`dynamic-\${name}\`)];
}
`;
}

/** A monorepo of eight packages, each of which reads flags by itself, by a constant and by its neighbour's wrapper. */
export function monorepo(): Readonly<Record<string, string>> {
  const keys = [
    "shared",
    ...packageNames.flatMap((_, index) => [`own-${index}`, `across-${index}`]),
  ];
  const flag = { variants: { on: true, off: false }, defaultVariant: "off", state: "ENABLED" };
  const files: Record<string, string> = {
    "package.json": JSON.stringify({
      name: "monorepo",
      private: true,
      packageManager: "npm@11.0.0",
      workspaces: ["packages/*"],
    }),
    "flags.json": JSON.stringify({ flags: Object.fromEntries(keys.map((key) => [key, flag])) }),
  };
  for (const [index, name] of packageNames.entries()) {
    const neighbour = neighbourOf(index);
    files[`packages/${name}/package.json`] = JSON.stringify({
      name: `@acme/${name}`,
      main: "src/index.ts",
      version: "1.0.0",
      scripts: { flags: "halyard index . --format report --workers 0 > flags.report.json" },
      dependencies: {
        "unleash-client": "*",
        ...(neighbour !== undefined && { [`@acme/${neighbour}`]: "*" }),
      },
    });
    files[`packages/${name}/src/index.ts`] = sourceOf(index);
  }
  return files;
}
