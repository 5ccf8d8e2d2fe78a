import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { exportNamesOf } from "../syntax/modules.js";
import type { Binding } from "../syntax/scopeModel.js";
import { skipOuter } from "../syntax/unit.js";
import { declarationOf, type Declared } from "./declarations.js";
import { knownOf } from "./known.js";
import { looksInto } from "./lookedInto.js";
import { membersOf, type LookUp, type Members } from "./objects.js";
import { allUses, type OutsideUse } from "./users.js";

/**
 * Tells what becomes of objects that leave their file: exported constants that the whole workspace only looks
 * into, and values of React contexts. Returns whether something new is known.
 */
export function tellPublished(project: RemovalProject): boolean {
  let news = false;
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    if (tellExportedObjects(project, file)) news = true;
    if (tellContexts(project, file)) news = true;
  }
  return news;
}

function lookUpIn(file: TrackedFile): LookUp {
  return (name) => {
    const binding = file.unit.scopes.bindingOf(name);
    return binding && knownOf(file.unit, binding, file.constants);
  };
}

function tellExportedObjects(project: RemovalProject, file: TrackedFile): boolean {
  let news = false;
  const { unit } = file;
  for (const binding of unit.scopes.root.names.values()) {
    const [declaration] = binding.declarations;
    if (binding.kind !== "const" || declaration === undefined) continue;
    const { parent } = declaration;
    if (!ts.isVariableDeclaration(parent) || parent.name !== declaration) continue;
    if (parent.initializer === undefined || exportNamesOf(unit, declaration).length === 0) continue;
    const members = membersOf(unit, parent.initializer, lookUpIn(file));
    if (members === undefined || !isNewsOf(file, declaration, members)) continue;
    const uses = allUses(project, file, binding);
    if (uses?.every((use) => use.inType || looksInto(use.node)) !== true) continue;
    learn(file, declaration, { kind: "namespace", members });
    news = true;
  }
  return news;
}

function learn(
  file: TrackedFile,
  declaration: ts.Identifier,
  known: { readonly kind: "namespace" | "context"; readonly members: Members },
): void {
  file.constants.set(file.unit.originAt(declaration.getStart(file.unit.source)), known);
}

/** Whether a declared name is not known yet to have all of these members. */
function isNewsOf(file: TrackedFile, declaration: ts.Identifier, members: Members): boolean {
  const origin = file.unit.originAt(declaration.getStart(file.unit.source));
  const heard = file.constants.get(origin);
  if (origin < 0) return false;
  if (heard === undefined) return true;
  return "members" in heard && [...members.keys()].some((name) => !heard.members.has(name));
}

/** `<Known.Provider value={…}>`: the context's object has the members that every provider gives alike. */
function tellContexts(project: RemovalProject, file: TrackedFile): boolean {
  let news = false;
  const visit = (node: ts.Node): void => {
    const given = givenContext(node);
    if (given !== undefined && membersOf(file.unit, given.value, lookUpIn(file)) !== undefined) {
      const declared = declarationOf(project, file, given.name);
      if (declared !== undefined && tellContext(project, declared)) news = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return news;
}

/** The context and the value of a provider's element. */
function givenContext(
  node: ts.Node,
): { readonly name: ts.Identifier; readonly value: ts.Expression } | undefined {
  if (!ts.isJsxOpeningElement(node) && !ts.isJsxSelfClosingElement(node)) return undefined;
  const { tagName } = node;
  const isProvider = ts.isPropertyAccessExpression(tagName) && tagName.name.text === "Provider";
  const name = isProvider ? tagName.expression : tagName;
  if (!ts.isIdentifier(name) || node.attributes.properties.some(ts.isJsxSpreadAttribute))
    return undefined;
  for (const attribute of node.attributes.properties) {
    if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== "value") continue;
    const { initializer } = attribute;
    const value =
      initializer !== undefined && ts.isJsxExpression(initializer)
        ? initializer.expression
        : undefined;
    return value && { name, value };
  }
  return undefined;
}

function tellContext(project: RemovalProject, { file, declaration }: Declared): boolean {
  const binding = file.unit.scopes.bindingOf(declaration);
  const fallback = fallbackOf(declaration);
  if (binding === undefined || fallback === undefined) return false;
  const members = providedMembers(project, file, binding);
  if (members === undefined || members.size === 0) return false;
  const agreed = agreesWith(file, fallback.value, members);
  if (agreed.size === 0 || !isNewsOf(file, declaration, agreed)) return false;
  learn(file, declaration, { kind: "context", members: agreed });
  return true;
}

/** The default of `createContext(default)`; undefined where a name is no context. */
function fallbackOf(
  declaration: ts.Identifier,
): { readonly value: ts.Expression | undefined } | undefined {
  const { parent } = declaration;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return undefined;
  const call = skipOuter(parent.initializer);
  if (!ts.isCallExpression(call)) return undefined;
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  return name === "createContext" ? { value: call.arguments[0] } : undefined;
}

/** Members with the same value outside of every provider; `null` and `undefined` have no members to read there. */
function agreesWith(
  file: TrackedFile,
  fallback: ts.Expression | undefined,
  members: Members,
): Members {
  const inner = fallback && skipOuter(fallback);
  const isNothing =
    inner === undefined ||
    inner.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(inner) && inner.text === "undefined");
  if (isNothing) return members;
  const own = membersOf(file.unit, inner, lookUpIn(file));
  return new Map(
    [...members].filter(([name, known]) => {
      const twin = own?.get(name);
      return (
        twin?.kind === "value" && known.kind === "value" && twin.mark.value === known.mark.value
      );
    }),
  );
}

/** The members that all providers of a context give alike; undefined where one is out of sight. */
function providedMembers(
  project: RemovalProject,
  file: TrackedFile,
  binding: Binding,
): Members | undefined {
  const uses = allUses(project, file, binding);
  let agreed: Members | undefined;
  for (const use of uses ?? []) {
    const given = providerAt(use);
    if (given === "reader") continue;
    if (given === undefined) return undefined;
    const members: Members = membersOf(use.file.unit, given, lookUpIn(use.file)) ?? new Map();
    agreed = agreed === undefined ? members : sameIn(agreed, members);
  }
  return uses === undefined ? undefined : agreed;
}

function sameIn(a: Members, b: Members): Members {
  return new Map(
    [...a].filter(([name, known]) => {
      const twin = b.get(name);
      return (
        twin?.kind === "value" && known.kind === "value" && twin.mark.value === known.mark.value
      );
    }),
  );
}

/** What a use of a context gives to it; `reader` for `useContext(…)` and the like, undefined for anything else. */
function providerAt(use: OutsideUse): ts.Expression | "reader" | undefined {
  const { parent } = use.node;
  if (use.inType || ts.isJsxClosingElement(parent)) return "reader";
  if (ts.isCallExpression(parent)) {
    const callee = skipOuter(parent.expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
    return /^use(?:Context)?$/u.test(name) ? "reader" : undefined;
  }
  if (ts.isPropertyAccessExpression(parent)) {
    if (parent.name.text === "displayName" || ts.isJsxClosingElement(parent.parent))
      return "reader";
    return parent.name.text === "Provider" ? givenContext(parent.parent)?.value : undefined;
  }
  return givenContext(parent)?.value;
}
