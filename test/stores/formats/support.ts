import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FormatOptions, RegistryContent } from "../../../core/src/registry/format.js";
import { registryDefaults } from "../../../core/src/registry/model.js";
import type { Registry } from "../../../core/src/registry/model.js";
import { judgeEnvironment } from "../../../core/src/verdict/judgeEnvironment.js";
import type { EnvironmentVerdict } from "../../../core/src/verdict/model.js";
import { storeFormats } from "../../../stores/src/formats/index.js";

/** The clock of the tests. */
export const now = new Date("2026-11-22T12:00:00Z");

/** A payload of a store, as `test/fixtures/stores/formats` holds one. */
export interface Sample {
  readonly format: string;
  readonly path: string;
  readonly text: string;
}

const directory = fileURLToPath(new URL("../../fixtures/stores/formats/", import.meta.url));

/** Every sample; its file's name begins with its format's. */
export const samples: readonly Sample[] = readdirSync(directory)
  .sort()
  .map((path) => ({
    format: formatOf(path),
    path,
    text: readFileSync(`${directory}${path}`, "utf8"),
  }));

function formatOf(path: string): string {
  const names = [...storeFormats.keys()].filter((name) => path.startsWith(name));
  const [longest] = names.sort((a, b) => b.length - a.length);
  if (longest === undefined) throw new Error(`${path} begins with no format's name.`);
  return longest;
}

/** Reads a payload, given as text or as the value that its file holds. */
export function read(
  format: string,
  payload: unknown,
  options: FormatOptions = { now },
  path = "payload.json",
): RegistryContent {
  const found = storeFormats.get(format);
  if (found === undefined) throw new Error(`There is no format ${format}.`);
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  return found.parse([{ path, text }], options);
}

/** The registry that a payload makes. */
function registryFrom(content: RegistryContent, format = "store"): Registry {
  return {
    path: "payload.json",
    scope: "",
    format,
    flags: content.flags,
    defaults: registryDefaults,
    migrations: content.migrations,
    problems: content.problems,
  };
}

/** The verdict on every flag in every environment of its own; `base` where it names none. */
export function verdictsOf(
  content: RegistryContent,
): ReadonlyMap<string, ReadonlyMap<string, EnvironmentVerdict>> {
  const registry = registryFrom(content);
  return new Map(
    [...content.flags.values()].map((flag) => {
      const names = flag.environments.size > 0 ? [...flag.environments.keys()] : ["base"];
      return [
        flag.key,
        new Map(names.map((name) => [name, judgeEnvironment(flag, name, registry)])),
      ];
    }),
  );
}

/** A verdict in a few words: `constant on`, `constant-if on (clientId)`, `partial`, `unknown`. */
export function shown({ verdict }: EnvironmentVerdict): string {
  switch (verdict.kind) {
    case "constant":
      return `constant ${verdict.variant ?? "code default"}`;
    case "constant-if":
      return `constant-if ${verdict.variant ?? "code default"} (${verdict.needs.join(", ")})`;
    default:
      return verdict.kind;
  }
}

/** The verdict on the only flag of a payload in its only environment, or on the flag named. */
export function verdictOn(
  format: string,
  payload: unknown,
  {
    key,
    environment,
    options,
  }: { key?: string; environment?: string; options?: FormatOptions } = {},
): string {
  const content = read(format, payload, options);
  const verdicts = verdictsOf(content);
  const flag = key === undefined ? [...verdicts.values()][0] : verdicts.get(key);
  const verdict =
    environment === undefined ? [...(flag?.values() ?? [])][0] : flag?.get(environment);
  if (verdict === undefined) {
    const problems = content.problems.map(({ message }) => message).join(" ");
    throw new Error(`The payload has no such flag. ${problems}`);
  }
  return shown(verdict);
}
