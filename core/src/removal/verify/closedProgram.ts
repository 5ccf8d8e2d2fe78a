import { ts } from "ts-morph";
import { importedNames } from "../syntax/modules.js";
import { parseSource, scriptKindOf } from "../syntax/unit.js";
import { miniLib } from "./miniLib.js";

/** Where the texts of a closed program come from. */
export interface ProgramSource {
  readonly textOf: (path: string) => string | undefined;
  /** The parse of that text, where programs over the same texts are to share it. */
  readonly parsed?: (path: string) => ts.SourceFile | undefined;
  readonly resolve: (fromPath: string, specifier: string) => string | undefined;
}

const libName = "/halyard-mini-lib.d.ts";

const compilerOptions: ts.CompilerOptions = {
  allowJs: true,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  noLib: true,
  skipLibCheck: true,
  strict: true,
  noImplicitAny: false,
  target: ts.ScriptTarget.ESNext,
  types: [],
};

/** The files that `roots` import, directly and on, breadth first, at most `limit` of them, roots included. */
export function closureOf(
  source: ProgramSource,
  roots: readonly string[],
  limit: number,
): string[] {
  const found = new Set(roots);
  const queue = [...roots];
  for (let path = queue.shift(); path !== undefined && found.size < limit; path = queue.shift()) {
    const parsed = scriptKindOf(path) === undefined ? undefined : parseOf(source, path);
    if (parsed === undefined) continue;
    for (const { specifier } of importedNames(parsed)) {
      const target = source.resolve(path, specifier);
      if (target === undefined || found.has(target) || scriptKindOf(target) === undefined) continue;
      found.add(target);
      queue.push(target);
    }
  }
  return [...found];
}

/** A program over exactly these files and a small library: nothing else is ever read. */
export function closedProgram(source: ProgramSource, paths: readonly string[]): ts.Program {
  const known = new Set(paths);
  const names = paths.map((path) => `/${path}`);
  const host: ts.CompilerHost = {
    fileExists: (name) => name === libName || known.has(name.slice(1)),
    readFile: (name) => (name === libName ? miniLib : source.textOf(name.slice(1))),
    getSourceFile: (name) =>
      name === libName ? parseSource(libName, miniLib) : parseOf(source, name.slice(1)),
    getDefaultLibFileName: () => libName,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const target = source.resolve(from.slice(1), text);
        if (target === undefined || !known.has(target)) return { resolvedModule: undefined };
        const extension = /\.d\.[cm]?ts$|\.[^.]+$/u.exec(target)?.[0] ?? ".ts";
        return { resolvedModule: { resolvedFileName: `/${target}`, extension } };
      }),
  };
  return ts.createProgram({ rootNames: [libName, ...names], options: compilerOptions, host });
}

function parseOf(source: ProgramSource, path: string): ts.SourceFile | undefined {
  if (source.parsed !== undefined) return source.parsed(path);
  const text = source.textOf(path);
  return text === undefined ? undefined : parseSource(path, text);
}
