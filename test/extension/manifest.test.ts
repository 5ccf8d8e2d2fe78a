import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { configFileNames, defaultRegistryPaths } from "../../core/src/config/defaults.js";

const extension = join(import.meta.dirname, "../../extension");
const read = (path: string): string => readFileSync(join(extension, path), "utf8");

interface Validation {
  readonly fileMatch: readonly string[];
  readonly url: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category?: string }[];
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    }[];
    readonly colors: readonly { readonly id: string; readonly defaults: object }[];
    readonly jsonValidation: readonly Validation[];
    readonly yamlValidation: readonly Validation[];
    readonly problemMatchers: readonly { readonly pattern: { readonly regexp: string } }[];
    readonly languageModelTools: readonly { readonly name: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly unknown[] }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

const { contributes } = JSON.parse(read("package.json")) as Manifest;
const sources = readdirSync(join(extension, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => read(`src/${name}`))
  .join("\n");

test("every command is registered by the code, has the category, and is the one that menus name", () => {
  const ids = contributes.commands.map(({ command }) => command);
  for (const { command, category } of contributes.commands) {
    expect(sources, command).toContain(`"${command}"`);
    expect(category, command).toBe("Halyard");
  }
  for (const { command } of Object.values(contributes.menus).flat()) expect(ids).toContain(command);
  for (const { name } of contributes.languageModelTools) expect(sources).toContain(`"${name}"`);
});

test("every setting says where it may be set, every colour has a default in each kind of theme", () => {
  for (const { properties } of contributes.configuration) {
    for (const [name, { scope }] of Object.entries(properties)) {
      expect(["resource", "window", "machine"], name).toContain(scope);
    }
  }
  for (const { id, defaults } of contributes.colors) {
    expect(Object.keys(defaults).sort(), id).toEqual([
      "dark",
      "highContrast",
      "highContrastLight",
      "light",
    ]);
    expect(sources, id).toContain(`"${id}"`);
  }
  expect(contributes.walkthroughs.map(({ steps }) => steps.length)).toEqual([5]);
});

test("registry and configuration are validated under the names that the core reads", () => {
  const matched = (suffix: string): readonly string[] =>
    [...contributes.jsonValidation, ...contributes.yamlValidation]
      .filter(({ url }) => url === `./schema/${suffix}.schema.json`)
      .flatMap(({ fileMatch }) => fileMatch)
      .sort();
  const configs = configFileNames.filter((name) => name !== "package.json");
  expect(matched("config")).toEqual([...configs].sort());
  const registries = new Set(defaultRegistryPaths.map((path) => basename(path)));
  expect(matched("registry")).toEqual([...registries].sort());
});

test("the problem matcher reads each finding that the bundled task prints", () => {
  const [matcher] = contributes.problemMatchers;
  const pattern = new RegExp(matcher?.pattern.regexp ?? "^$");
  const program = join(extension, "../cli/bin/halyard.js");
  const args = [program, "check", "--now", "2026-11-22", "--format=github"];
  const cwd = join(extension, "../examples/quick-start");
  const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  const found = stdout.split("\n").flatMap((line) => {
    const [, severity, file, line1, , column, , rule] = pattern.exec(line) ?? [];
    return rule === undefined ? [] : [`${file}:${line1}:${column} ${severity} ${rule}`];
  });
  expect(found).toContain("src/payments.ts:16:47 error unknown-flag");
  expect(found).toContain("flags.json:84:5 warning unused-flag");
  expect(found).toHaveLength(7);
});

test("a snippet gives an entry that the registry takes", () => {
  const filled = (path: string): readonly string[] =>
    Object.values(JSON.parse(read(path)) as Record<string, { body: readonly string[] }>).map(
      ({ body }) =>
        body
          .join("\n")
          .replaceAll(/\$CURRENT_(YEAR|MONTH|DATE)/g, (_whole, part) =>
            part === "YEAR" ? "2026" : "10",
          )
          .replaceAll(/\$\{\d+\|(\w[\w-]*),[^}]*\}/g, "$1")
          .replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
          .replaceAll("$0", ""),
    );
  const entries = [
    ...filled("snippets/registry.json").map((text) => JSON.parse(`{ ${text} }`) as object),
    ...filled("snippets/registryYaml.json").map((text) => parse(text) as object),
  ];
  expect(entries).toHaveLength(4);
  for (const entry of entries) {
    expect(Object.values(entry)).toEqual([
      expect.objectContaining({
        state: "ENABLED",
        variants: { on: true, off: false },
        defaultVariant: "off",
        lifecycle: expect.objectContaining({ owner: "team" }),
      }),
    ]);
  }
});
