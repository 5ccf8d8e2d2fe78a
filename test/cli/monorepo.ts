/** The packages of the monorepo that the merge of reports is tested with. */
export const packageNames = Array.from({ length: 8 }, (_, index) => `p${index}`);

function sourceOf(index: number): string {
  const other = packageNames[(index + 1) % packageNames.length] ?? "p0";
  return `import { isEnabled } from "unleash-client";
import { isOn as neighbourIsOn } from "@acme/${other}";

/** The package's own wrapper, which its neighbour uses. */
export function isOn(key: string): boolean {
  return isEnabled(key);
}

export const flags = { own: "own-${index}" } as const;

export function read(name: string): boolean[] {
  return [isEnabled("shared"), isOn(flags.own), neighbourIsOn("across-${index}"), isEnabled(\`dynamic-\${name}\`)];
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
    "package.json": JSON.stringify({ private: true, workspaces: ["packages/*"] }),
    "flags.json": JSON.stringify({ flags: Object.fromEntries(keys.map((key) => [key, flag])) }),
  };
  for (const [index, name] of packageNames.entries()) {
    files[`packages/${name}/package.json`] = JSON.stringify({
      name: `@acme/${name}`,
      main: "src/index.ts",
      dependencies: { "unleash-client": "*" },
    });
    files[`packages/${name}/src/index.ts`] = sourceOf(index);
  }
  return files;
}
