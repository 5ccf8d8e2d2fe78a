/** A formatter that a project may have: how it is called on some files. */
export interface KnownFormatter {
  readonly name: string;
  /** The package whose program it is; named in the project's dependencies. */
  readonly packageName: string;
  /** The program's name in the package's `bin`. */
  readonly bin: string;
  /** What stands before the files. */
  readonly args: readonly string[];
  /** Exit codes that mean that it did its work; ESLint ends with 1 where other problems are left. */
  readonly good: readonly number[];
}

/** In the order of preference: what only formats comes before a linter that may be set up not to. */
export const knownFormatters: readonly KnownFormatter[] = [
  {
    name: "Biome",
    packageName: "@biomejs/biome",
    bin: "biome",
    args: ["format", "--write", "--no-errors-on-unmatched", "--files-ignore-unknown=true"],
    good: [0],
  },
  {
    name: "Prettier",
    packageName: "prettier",
    bin: "prettier",
    args: ["--write", "--ignore-unknown", "--log-level=warn"],
    good: [0],
  },
  {
    name: "dprint",
    packageName: "dprint",
    bin: "dprint",
    args: ["fmt", "--allow-no-files"],
    good: [0],
  },
  {
    name: "ESLint",
    packageName: "eslint",
    bin: "eslint",
    args: ["--fix", "--no-error-on-unmatched-pattern"],
    good: [0, 1],
  },
];
