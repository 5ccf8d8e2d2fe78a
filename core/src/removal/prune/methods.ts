import { ts } from "ts-morph";
import { declarationOf } from "../flow/declarations.js";
import { allUses } from "../flow/users.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { memberRange } from "../seed/mentions.js";
import { scriptKindOf } from "../syntax/unit.js";
import { applyAll, type FileEdit } from "./fileEdits.js";

/** A member that a class or an interface declares. */
interface Declared {
  readonly file: TrackedFile;
  readonly member:
    ts.MethodDeclaration | ts.GetAccessorDeclaration | ts.MethodSignature | ts.PropertySignature;
  readonly owner: ts.ClassDeclaration | ts.InterfaceDeclaration;
}

/**
 * Removes a public method or getter that nothing names any more since the removal took its last call, with its interface and
 * everything else that implements it (a fake for tests, for one).
 */
export function pruneMethods(project: RemovalProject): boolean {
  for (const name of lostNames(project)) {
    if (project.triedMethods.get(name) === project.revision) continue;
    project.triedMethods.set(name, project.revision);
    const declared = declarationsOnly(project, name);
    if (declared === undefined || !areRelated(project, declared)) continue;
    const edits = declared.map(({ file, member }): FileEdit => ({
      file,
      edit: { ...memberRange(file.unit, member), parts: [] },
    }));
    if (!applyAll(edits)) continue;
    for (const { file } of declared) project.pruned.push({ kind: "member", name, path: file.path });
    return true;
  }
  return false;
}

/** Methods that the language calls by itself. */
const calledByItself: ReadonlySet<string> = new Set(["toJSON", "toString", "valueOf", "then"]);

/** Names of methods and getters that changed and deleted files asked before and do not ask any more. */
function lostNames(project: RemovalProject): string[] {
  const lost = new Set<string>();
  for (const file of project.changedFiles) {
    const now = file.deleted ? new Set<string>() : namesIn(file.unit.source);
    for (const name of namesIn(file.original.source))
      if (!now.has(name) && !stays(project, name)) lost.add(name);
  }
  return [...lost].sort();
}

function stays(project: RemovalProject, name: string): boolean {
  return calledByItself.has(name) || project.askedBy.has(name);
}

const remembered = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

function namesIn(source: ts.SourceFile): ReadonlySet<string> {
  const known = remembered.get(source);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  remembered.set(source, names);
  return names;
}

/** Every place of the workspace that spells a name, if all of them declare a member of a class or an interface. */
function declarationsOnly(project: RemovalProject, name: string): Declared[] | undefined {
  const word = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "u");
  const found: Declared[] = [];
  for (const path of project.input.listFiles()) {
    const opened = project.openedFile(path);
    if (opened?.deleted === true) continue;
    const text = opened?.unit.text ?? project.input.readFile(path);
    if (text?.includes(name) !== true || !word.test(text)) continue;
    const file = scriptKindOf(path) === undefined ? undefined : project.file(path);
    const own = file && declaredIn(file, name);
    if (own === undefined) return undefined;
    found.push(...own);
  }
  // Without a class that does it, a member may describe data from elsewhere.
  return found.some(({ owner }) => ts.isClassDeclaration(owner)) ? found : undefined;
}

/** The members of a file with a name; undefined where the name stands for anything else too. */
function declaredIn(file: TrackedFile, name: string): Declared[] | undefined {
  const found: Declared[] = [];
  let others = 0;
  const visit = (node: ts.Node): void => {
    const spells =
      (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node)) &&
      node.text === name;
    if (spells) {
      const declared = declaredAt(file, node);
      if (declared === undefined) others++;
      else found.push(declared);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return others > 0 ? undefined : found;
}

function declaredAt(file: TrackedFile, name: ts.Node): Declared | undefined {
  const member = name.parent;
  const isMember =
    ts.isMethodDeclaration(member) ||
    ts.isGetAccessorDeclaration(member) ||
    ts.isMethodSignature(member) ||
    ts.isPropertySignature(member);
  if (!isMember || member.name !== name) return undefined;
  const owner = member.parent;
  if (!ts.isClassDeclaration(owner) && !ts.isInterfaceDeclaration(owner)) return undefined;
  if (ts.canHaveDecorators(member) && ts.getDecorators(member) !== undefined) return undefined;
  return { file, member, owner };
}

/** Whether all owners belong to one family by what they extend and implement, none of it public. */
function areRelated(project: RemovalProject, declared: readonly Declared[]): boolean {
  const [first] = declared;
  if (first === undefined) return false;
  const owners = new Set(declared.map(({ owner }) => owner));
  const family = new Set<ts.Node>([first.owner]);
  for (let size = -1; size !== family.size;) {
    size = family.size;
    for (const { file, owner } of declared) {
      const parents = parentsOf(project, file, owner);
      const linked = family.has(owner) || parents.some((parent) => family.has(parent));
      if (linked) for (const node of [owner, ...parents]) family.add(node);
    }
  }
  if (![...owners].every((owner) => family.has(owner))) return false;
  return declared.every(
    ({ file, owner }) => hasKnownParents(project, file, owner) && isInSight(project, file, owner),
  );
}

/** A parent from a package may be what calls the method. */
function hasKnownParents(
  project: RemovalProject,
  file: TrackedFile,
  owner: Declared["owner"],
): boolean {
  const types = (owner.heritageClauses ?? []).flatMap(({ types: listed }) => [...listed]);
  return parentsOf(project, file, owner).length === types.length;
}

/** The classes and interfaces of the workspace that a declaration extends or implements. */
function parentsOf(
  project: RemovalProject,
  file: TrackedFile,
  owner: Declared["owner"],
): ts.Node[] {
  return (owner.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap(({ expression }) => {
      if (!ts.isIdentifier(expression)) return [];
      const parent = declarationOf(project, file, expression)?.declaration.parent;
      return parent === undefined ? [] : [parent];
    }),
  );
}

/** Whether every use of a class or an interface is in the workspace: nothing of a public entry is pruned. */
function isInSight(
  project: RemovalProject,
  file: TrackedFile,
  { name }: Declared["owner"],
): boolean {
  const binding = name && file.unit.scopes.bindingOf(name);
  return binding !== undefined && allUses(project, file, binding) !== undefined;
}
