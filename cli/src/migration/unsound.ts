import type { Analysis } from "@halyard/core";
import { placeText } from "../output/place.js";
import { inert } from "../terminal/inert.js";

/** Migrations that registries declare, but not well enough to speak of: one line each, with its place. */
export function unsoundMigrations(analysis: Analysis, id?: string): string[] {
  const known = new Set(analysis.migrations().migrations.map((one) => one.id));
  return analysis.registries.flatMap(({ migrationDefinitions }) =>
    [...(migrationDefinitions ?? [])].flatMap(([name, { path, keySpan }]) => {
      if (known.has(name) || (id !== undefined && name !== id)) return [];
      const where = inert(placeText(analysis, { path, span: keySpan }));
      return [
        `${where} The migration "${inert(name)}" cannot be read: it needs a known stage and two systems with names; \`halyard check\` says what is wrong.\n`,
      ];
    }),
  );
}
