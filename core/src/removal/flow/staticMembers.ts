import { ts } from "ts-morph";
import { returned } from "../fold/constantFunctions.js";
import { hasModifier } from "../syntax/modules.js";
import type { Unit } from "../syntax/unit.js";
import type { Known } from "./knownValue.js";
import { constantMember, plainName, type Members } from "./objects.js";

/** The static members of a class that only give the flag's value: getters, methods and read-only fields. */
export function staticMembers(unit: Unit, owner: ts.ClassDeclaration): Members | undefined {
  const members = new Map<string, Known>();
  for (const member of owner.members) {
    if (!hasModifier(member, ts.SyntaxKind.StaticKeyword) || member.name === undefined) continue;
    const known = knownMember(unit, member);
    if (known === undefined || ts.isPrivateIdentifier(member.name)) continue;
    const name = plainName(member.name);
    if (name !== undefined) members.set(name, known);
  }
  return members.size === 0 ? undefined : members;
}

function knownMember(unit: Unit, member: ts.ClassElement): Known | undefined {
  const called = constantMember(unit, member);
  if (called !== undefined) return { kind: "function", mark: called, isAsync: false };
  const isFixed =
    ts.isPropertyDeclaration(member) && hasModifier(member, ts.SyntaxKind.ReadonlyKeyword);
  const value = ts.isGetAccessorDeclaration(member)
    ? returned(member)
    : isFixed
      ? member.initializer
      : undefined;
  const mark = value && unit.markOf(value);
  const isPlain = mark !== undefined && (typeof mark.value !== "object" || mark.value === null);
  return isPlain ? { kind: "value", mark } : undefined;
}
