import { ts } from "ts-morph";
import type { SystemSymbol } from "../../migration/model.js";
import type { StepInput, StepRefusal } from "./model.js";
import type { Declared } from "./symbols.js";
import type { SystemView } from "./view.js";

/** Members that open and close what holds them; nobody's data passes through them. */
export const lifecycle =
  /^(?:constructor|connect|open|init|start|ready|ping|on|once|off|close|end|quit|disconnect|destroy|dispose|shutdown|stop)$/u;

/**
 * Lets go of what the registry names of the old system in files that live on: functions, members, and classes of which
 * every member is named. What a package has besides the names goes with it where it is the old system's alone.
 */
export function learnNamedSymbols(view: SystemView, step: StepInput): void {
  const old = view.declared(step.old);
  const kept = new Set(view.declared(step.new).map(({ owner }) => owner));
  for (const owner of new Set(old.map((one) => one.owner))) {
    if (view.isDeclaredDying(owner)) continue;
    const declared = old.filter((one) => one.owner === owner);
    if (!kept.has(owner) && isNamedWhole(view, owner, declared)) view.letGo(owner);
    else for (const { symbol } of declared) letMemberGo(view, owner, symbol.member);
  }
}

function letMemberGo(view: SystemView, owner: ts.Symbol, member: string | undefined): void {
  const found = member === undefined ? undefined : memberOf(view, owner, member);
  if (found !== undefined) view.letGo(found);
}

/** A function; a class, an interface or an object of which nothing is left but its opening and closing. */
function isNamedWhole(view: SystemView, owner: ts.Symbol, declared: readonly Declared[]): boolean {
  const names = new Set(declared.map(({ symbol }) => symbol.member));
  if (names.has(undefined) || names.has("*")) return true;
  if (view.isOfPackage(owner)) return true;
  return membersOf(view, owner).every(
    (member) => names.has(member.name) || lifecycle.test(member.name) || !isCallable(member),
  );
}

function membersOf(view: SystemView, owner: ts.Symbol): readonly ts.Symbol[] {
  const [declaration] = owner.declarations ?? [];
  if (declaration === undefined) return [];
  const type =
    (owner.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) === 0
      ? view.checker.getTypeOfSymbolAtLocation(owner, declaration)
      : view.checker.getDeclaredTypeOfSymbol(owner);
  return view.checker.getPropertiesOfType(type);
}

function memberOf(view: SystemView, owner: ts.Symbol, name: string): ts.Symbol | undefined {
  return membersOf(view, owner).find((member) => member.name === name);
}

/** What can be called from outside: fields that are private hold what the others need. */
function isCallable(member: ts.Symbol): boolean {
  const [declaration] = member.declarations ?? [];
  if (declaration === undefined) return false;
  const isHidden =
    (ts.getCombinedModifierFlags(declaration) &
      (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !==
    0;
  const name = ts.getNameOfDeclaration(declaration);
  return !isHidden && !(name !== undefined && ts.isPrivateIdentifier(name));
}

/** Refuses where both systems go by one name: no call could be told to be of either. */
export function refuseAlike(view: SystemView, step: StepInput): StepRefusal[] {
  const kept = view.declared(step.new);
  return view.declared(step.old).flatMap(({ symbol, owner }): StepRefusal[] => {
    const isAlike = kept.some(
      (one) =>
        one.owner === owner &&
        (one.symbol.member === symbol.member || one.symbol.member === "*" || symbol.member === "*"),
    );
    if (!isAlike) return [];
    const message = `\`${symbol.text}\` is of both systems, so that no call can be told to be of the old one; give each a class or a module of its own first.`;
    return [{ code: "systems-alike", message, place: symbol.place }];
  });
}

/**
 * Refuses where the code has nothing of a system: the registry may have outlived a renaming, and what is not known
 * cannot be kept or taken out.
 */
export function refuseMissing(view: SystemView, step: StepInput): StepRefusal[] {
  const missing = (symbols: readonly SystemSymbol[]): SystemSymbol[] =>
    symbols.filter((one) => view.declared([one]).length === 0);
  const refusals = missing(step.new).map(({ text, place }): StepRefusal => {
    const message = `The code has no \`${text}\`, which the registry names of the new system; correct the registry.`;
    return { code: "system-not-found", message, place };
  });
  const hasOld = step.listFiles().some((path) => step.isDying(path) && !step.isBetween(path));
  const [first] = step.old;
  if (hasOld || first === undefined || missing(step.old).length < step.old.length) return refusals;
  const message =
    "The code has nothing of the old system: no file is one of its `modules`, and what its `writes` and `reads` name is not there. Correct the registry, or overrule this where it is gone already.";
  return [...refusals, { code: "system-not-found", message, place: first.place }];
}
