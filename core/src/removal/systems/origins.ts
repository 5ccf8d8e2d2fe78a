import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { isTestPath } from "../seed/tests.js";
import type { StepInput } from "./model.js";
import { calledName, type SystemView } from "./view.js";

/** Original offsets of names, by path: where something stood that must be gone after the step. */
export type Origins = ReadonlyMap<string, ReadonlySet<number>>;

function namesIn(source: ts.SourceFile, wanted: (name: ts.MemberName) => boolean): Set<number> {
  const found = new Set<number>();
  const visit = (node: ts.Node): void => {
    const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
    if (isName && wanted(node)) found.add(node.getStart(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Every name in living files that means something that goes. */
export function dyingNames(view: SystemView): Origins {
  return collect(view.paths, view, (source) => namesIn(source, (name) => view.isDying(name)));
}

/** Every call of the old system's reads in living product code. */
export function oldReads(view: SystemView, step: StepInput): Origins {
  const reads = step.old.filter(({ operation }) => operation === "read");
  const paths = view.paths.filter((path) => !step.isDying(path) && !isTestPath(path));
  return collect(paths, view, (source) => {
    const calls = new Set<ts.Node>();
    const visit = (node: ts.Node): void => {
      if (
        ts.isCallExpression(node) &&
        view.reached(node, reads) !== undefined &&
        !view.isInside(node, reads)
      ) {
        const name = calledName(node);
        if (name !== undefined) calls.add(name);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return namesIn(source, (name) => calls.has(name));
  });
}

function collect(
  paths: readonly string[],
  view: SystemView,
  of: (source: ts.SourceFile) => Set<number>,
): Origins {
  const found = new Map<string, Set<number>>();
  for (const path of paths) {
    const source = view.source(path);
    const names = source === undefined ? undefined : of(source);
    if (names !== undefined && names.size > 0) found.set(path, names);
  }
  return found;
}

/** A name that is still there after the change. */
export interface Left {
  readonly file: TrackedFile;
  readonly node: ts.MemberName;
  /** Where it stood originally. */
  readonly origin: number;
}

/** Those of the names that the change has left, by path and place. */
export function namesLeft(project: RemovalProject, origins: Origins): Left[] {
  const left: Left[] = [];
  for (const [path, offsets] of origins) {
    const file = project.file(path);
    if (file === undefined || file.deleted) continue;
    const { source } = file.unit;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
        const origin = file.unit.originAt(node.getStart(source));
        if (origin >= 0 && offsets.has(origin)) left.push({ file, node, origin });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return left;
}
