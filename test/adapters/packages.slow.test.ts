import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { installPackages } from "./packages.js";
import { openWorkspace } from "../../core/src/node/openWorkspace.js";
import type { ReferenceView } from "../../core/src/reference/model.js";
import { markOf, samples, type Marked, type Sample } from "./samples.js";

const all = samples();
let directory: string;
let current: ts.Program;
let older: ts.Program;
let index: ReferenceView;

beforeAll(async () => {
  directory = installPackages();
  const negative = ["negative/same-names.tsx", "negative/settings.ts"];
  current = programOf([...all.filter(isCurrent).map((sample) => sample.file), ...negative], {});
  older = programOf(
    all.filter((sample) => !isCurrent(sample)).map((sample) => sample.file),
    { "tggl-client": [join(directory, "node_modules", "tggl-client-1")] },
  );
  const opened = await openWorkspace({
    cwd: directory,
    cache: false,
    now: new Date("2026-01-01T00:00:00Z"),
  });
  if (!opened.ok) throw new Error(opened.problems.map((problem) => problem.message).join("\n"));
  index = opened.workspace.analysis.index;
});

test("the samples use the SDKs as their published types allow", () => {
  const diagnostics = [current, older].flatMap((program) => ts.getPreEmitDiagnostics(program));
  expect(diagnostics.map(wordsOf)).toEqual([]);
});

describe.each(all.map((sample) => [sample.file, sample] as const))("%s", (_, sample) => {
  test("reads every flag through a typed part of the SDK", () => {
    const program = isCurrent(sample) ? current : older;
    const sourceFile = program.getSourceFile(pathOf(sample.file));
    expect(sourceFile).toBeDefined();
    if (sourceFile === undefined) return;
    const untyped = sample.expected.filter(
      (mark) => !isTyped(readerOf(sourceFile, mark), program.getTypeChecker()),
    );
    expect(untyped).toEqual([]);
  });

  test("gives exactly the marked references beside the installed packages", () => {
    const found = index.references.filter(({ path }) => path === `samples/${sample.file}`);
    expect(found.map((reference) => markOf(reference, sample.text))).toEqual(sample.unaided);
  });
});

test("the index of the whole directory holds nothing else", () => {
  const known = new Set(all.map((sample) => `samples/${sample.file}`));
  expect(index.references.filter(({ path }) => !known.has(path))).toEqual([]);
  expect(index.dynamicReferences).toEqual([]);
});

/** Samples of an SDK's earlier major version are checked on their own: `adapter.v1.ts`. */
function isCurrent(sample: Sample): boolean {
  return !/\.v\d+\./.test(sample.file);
}

function pathOf(file: string): string {
  return join(directory, "samples", file).replaceAll("\\", "/");
}

function programOf(files: readonly string[], paths: ts.MapLike<string[]>): ts.Program {
  return ts.createProgram(files.map(pathOf), {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    experimentalDecorators: true,
    types: ["node"],
    typeRoots: [join(directory, "node_modules", "@types")],
    paths,
  });
}

function wordsOf(diagnostic: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  const { file, start } = diagnostic;
  if (file === undefined || start === undefined) return text;
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`;
}

/** What the SDK gives at a mark: the called function, the component, or the object whose property is read. */
function readerOf(sourceFile: ts.SourceFile, mark: Marked): ts.Node {
  const offset = sourceFile.getPositionOfLineAndCharacter(mark.line - 1, mark.column - 1);
  let node: ts.Node = sourceFile;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (inner) =>
      inner.getStart(sourceFile) <= offset && offset < inner.end ? inner : undefined,
    );
    if (child === undefined) break;
    node = child;
  }
  const key = node;
  for (let parent = node.parent; !ts.isSourceFile(parent); parent = parent.parent) {
    if (ts.isJsxOpeningLikeElement(parent)) return parent.tagName;
    if (ts.isPropertyAccessExpression(parent) && parent.name === key) return parent.expression;
    if (ts.isElementAccessExpression(parent)) return parent.expression;
    if (ts.isObjectBindingPattern(parent)) return parent;
    if (ts.isCallExpression(parent)) return parent.expression;
  }
  return key;
}

function isTyped(node: ts.Node, checker: ts.TypeChecker): boolean {
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) === 0;
}
