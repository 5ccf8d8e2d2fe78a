import { ts } from "ts-morph";
import { importedNames } from "../syntax/modules.js";

/** The top-level statements of a file, as it was and as it is left, whose types a change can have touched. */
export interface Affected {
  readonly before: readonly ts.Statement[];
  readonly after: readonly ts.Statement[];
}

/** Where the two states of the files come from. */
export interface TwoStates {
  readonly before: (path: string) => ts.SourceFile | undefined;
  readonly after: (path: string) => ts.SourceFile | undefined;
  readonly resolve: (fromPath: string, specifier: string) => string | undefined;
}

/**
 * Statements that changed, and those that name what an affected statement declares, within their file or through
 * imports of the given files. Names are compared by their letters, so the answer may hold more than it need, and never
 * less.
 */
export function affectedStatements(
  states: TwoStates,
  paths: readonly string[],
): (path: string) => Affected {
  const files = new Map(paths.map((path) => [path, new FileNames(states, path)]));
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const file of files.values()) if (file.grow(files)) isGrowing = true;
  }
  return (path) => files.get(path)?.affected ?? { before: [], after: [] };
}

interface Entry {
  readonly statement: ts.Statement;
  readonly state: "before" | "after" | "both";
  isAffected: boolean;
  identifiers?: ReadonlySet<string>;
}

/** One file with its affected statements, and the names by which others hear of them. */
class FileNames {
  readonly #names = new Set<string>();
  readonly #exports = new Set<string>();
  readonly #entries: readonly Entry[];
  readonly #imports: readonly Import[];

  constructor(states: TwoStates, path: string) {
    const [before, after] = [states.before(path), states.after(path)];
    this.#entries =
      before === after
        ? entriesOf(before, "both", undefined)
        : [...entriesOf(before, "before", after), ...entriesOf(after, "after", before)];
    this.#imports = importsOf(states, path, before === after ? [before] : [before, after]);
    for (const entry of this.#entries) if (entry.isAffected) this.#tell(entry);
    if (before !== after) for (const name of otherImports(before, after)) this.#names.add(name);
  }

  get affected(): Affected {
    const on = (state: Entry["state"]): ts.Statement[] =>
      this.#entries
        .filter((entry) => entry.isAffected && (entry.state === state || entry.state === "both"))
        .map(({ statement }) => statement);
    return { before: on("before"), after: on("after") };
  }

  /** Takes in what other files tell and what follows from it. Returns whether that is news. */
  grow(files: ReadonlyMap<string, FileNames>): boolean {
    const known = this.#names.size + this.#exports.size;
    for (const entry of this.#imports) {
      const told = files.get(entry.target);
      if (told !== undefined && told !== this) this.#hear(entry, told.#exports);
    }
    for (let size = -1; size < this.#names.size;) {
      size = this.#names.size;
      for (const entry of this.#entries) {
        if (entry.isAffected || !mentions(entry, this.#names)) continue;
        entry.isAffected = true;
        this.#tell(entry);
      }
    }
    return this.#names.size + this.#exports.size > known;
  }

  #hear({ imported, local, exportedAs }: Import, told: ReadonlySet<string>): void {
    const isAll = imported === "*";
    if (!(isAll ? told.size > 0 : told.has(imported))) return;
    if (local !== undefined) this.#names.add(local);
    if (exportedAs === undefined) return;
    if (exportedAs !== "*") this.#exports.add(exportedAs);
    else for (const name of told) this.#exports.add(name);
  }

  #tell({ statement }: Entry): void {
    if (ts.isImportDeclaration(statement)) return;
    declaredNames(statement, this.#names);
    declaredNames(statement, this.#exports);
    this.#exports.add("default");
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined)
      if (ts.isNamedExports(statement.exportClause))
        for (const { name } of statement.exportClause.elements) this.#exports.add(name.text);
  }
}

interface Import {
  readonly target: string;
  readonly imported: string;
  readonly local: string | undefined;
  readonly exportedAs: string | undefined;
}

function importsOf(
  states: TwoStates,
  path: string,
  sources: readonly (ts.SourceFile | undefined)[],
): Import[] {
  return sources.flatMap((source) =>
    (source === undefined ? [] : importedNames(source)).flatMap((entry) => {
      const target = states.resolve(path, entry.specifier);
      const { imported, local, exportedAs } = entry;
      return target === undefined ? [] : [{ target, imported, local: local?.text, exportedAs }];
    }),
  );
}

/** Names that one state of a file imports and the other does not, or from elsewhere. */
function otherImports(
  before: ts.SourceFile | undefined,
  after: ts.SourceFile | undefined,
): readonly string[] {
  const [old, left] = [before, after].map((source) => {
    const names = source === undefined ? [] : importedNames(source);
    return new Map(
      names.map(({ local, specifier, imported }) => [
        local?.text ?? "",
        `${specifier} ${imported}`,
      ]),
    );
  });
  const all = new Set([...(old?.keys() ?? []), ...(left?.keys() ?? [])]);
  return [...all].filter((name) => name !== "" && old?.get(name) !== left?.get(name));
}

/** The statements of one state; those that the other state does not have are affected from the start. */
function entriesOf(
  source: ts.SourceFile | undefined,
  state: Entry["state"],
  other: ts.SourceFile | undefined,
): Entry[] {
  const texts = new Set(other?.statements.map((statement) => statement.getText()));
  return (source?.statements ?? []).map((statement) => ({
    statement,
    state,
    isAffected:
      state !== "both" && !ts.isImportDeclaration(statement) && !texts.has(statement.getText()),
  }));
}

/** Adds the names that a statement declares for its file. */
function declaredNames(statement: ts.Statement, names: Set<string>): void {
  const add = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isBindingElement(node)) add(node.name);
    else if (!ts.isOmittedExpression(node)) ts.forEachChild(node, add);
  };
  if (ts.isVariableStatement(statement))
    for (const declaration of statement.declarationList.declarations) add(declaration.name);
  else if ("name" in statement && statement.name !== undefined) add(statement.name as ts.Node);
}

/** Whether a statement holds an identifier of one of these letters. */
function mentions(entry: Entry, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  entry.identifiers ??= identifiersIn(entry.statement);
  for (const name of names) if (entry.identifiers.has(name)) return true;
  return false;
}

function identifiersIn(statement: ts.Statement): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    else ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}
