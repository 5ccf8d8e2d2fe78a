import type { CallFact, FlowFacts, Value } from "../flowFacts.js";
import type { Entities } from "../follow/entities.js";
import { ownerOf, siteOf } from "../follow/sites.js";
import type { FunctionSite } from "../model.js";
import { conditionsOf, type Gate, type Gates } from "./gates.js";
import { sideSaidBy, speaksOfMove, wordsOf } from "./words.js";

/** A function of the workspace that is handed both sides of a move, and a flag says which of them answers. */
export interface SideTaker {
  readonly path: string;
  readonly func: number;
  readonly site: FunctionSite;
  readonly gates: readonly Gate[];
  /** The parameter, and the names of its members, or of two parameters. */
  readonly old: TakenSide;
  readonly new: TakenSide;
}

/** How a function is handed one side. */
export interface TakenSide {
  readonly label: string;
  readonly index: number;
  /** The side is a member of the parameter. */
  readonly isMember: boolean;
  /** Where the function runs it first. */
  readonly call: CallFact;
}

/** A file with what is asked of it. */
interface TakerFile {
  readonly path: string;
  readonly facts: FlowFacts;
  readonly gates: Gates;
}

/** Finds the functions of a file that take two sides and ask a flag between them. */
export function sideTakersIn(
  path: string,
  facts: FlowFacts,
  entities: Entities,
  gates: Gates,
): SideTaker[] {
  const file = { path, facts, gates };
  const byOwner = new Map<number, TakenSide[]>();
  for (const call of facts.calls) {
    const taken = takenBy(call, facts);
    if (taken === undefined) continue;
    const owner = ownerOf({ path, func: call.func }, entities.program).func;
    if (owner !== taken.func) continue;
    const known = byOwner.get(owner) ?? [];
    byOwner.set(owner, known);
    if (!known.some(({ label, index }) => label === taken.label && index === taken.index)) {
      known.push(taken);
    }
  }
  return [...byOwner].flatMap(([func, sides]) => {
    const [first, second, more] = sides;
    if (first === undefined || second === undefined || more !== undefined) return [];
    // Two methods of two objects are handed over as objects, not as sides.
    if (first.isMember !== second.isMember) return [];
    if (first.isMember && first.index !== second.index) return [];
    const found = gatesBetween(first, second, func, file);
    const named = found.filter((gate) => isTold(first.label, second.label, gate));
    const [gate] = named;
    if (gate === undefined) return [];
    const isSwapped = isNewFirst([first, second], gate, func, file);
    const [old, next] = isSwapped ? [second, first] : [first, second];
    const site = siteOf({ path, func }, entities.program);
    return [{ path, func, site, gates: named, old, new: next }];
  });
}

/** A call of a parameter, or of a member of one. */
function takenBy(call: CallFact, facts: FlowFacts): (TakenSide & { func: number }) | undefined {
  const { callee } = call.value;
  const direct = callee.k === "local" ? facts.locals[callee.id] : undefined;
  if (direct?.parameter !== undefined) {
    const { func, index } = direct.parameter;
    return { label: direct.name, index, isMember: false, call, func };
  }
  const written: Value | undefined = callee.k === "local" ? direct?.value : callee;
  if (written?.k !== "member" || written.of.k !== "local") return undefined;
  const parameter = facts.locals[written.of.id]?.parameter;
  return (
    parameter && {
      label: written.name,
      index: parameter.index,
      isMember: true,
      call,
      func: parameter.func,
    }
  );
}

/** Flags that choose between two calls, or between what a function gives after both. */
function gatesBetween(first: TakenSide, second: TakenSide, func: number, file: TakerFile): Gate[] {
  const { path, facts, gates } = file;
  const mine = conditionsOf(first.call, facts, func);
  const theirs = conditionsOf(second.call, facts, func);
  const choosing = gates.in([...mine, ...theirs], path).filter((gate) => {
    const left = gates.valuesAt(gate, mine, path);
    const right = gates.valuesAt(gate, theirs, path);
    return (
      JSON.stringify(left) !== JSON.stringify(right) || decidesAboutOne(first, gate, func, file)
    );
  });
  const returned = (facts.functions[func]?.returns ?? []).flatMap(({ value, path: way }) => [
    ...way,
    ...(value.k === "choice" ? [{ test: value.test, holds: true }] : []),
  ]);
  return [...choosing, ...gates.in(returned, path)].filter(
    (gate, at, all) =>
      gate.flagKey !== undefined && all.findIndex((one) => one.text === gate.text) === at,
  );
}

/** A flag that decides about some call of a side decides about the side, though another call of it asks nothing. */
function decidesAboutOne(
  { label, index }: TakenSide,
  gate: Gate,
  func: number,
  { path, facts, gates }: TakerFile,
): boolean {
  return facts.calls.some((call) => {
    const taken = takenBy(call, facts);
    if (taken?.func !== func || taken.label !== label || taken.index !== index) return false;
    const values = gates.valuesAt(gate, conditionsOf(call, facts, func), path);
    return values.length < gate.choices.values.length;
  });
}

/** The names must say that the two are sides of a move. */
function isTold(left: string, right: string, { text, choices }: Gate): boolean {
  if (choices.modes !== undefined || speaksOfMove(text)) return true;
  if (sideSaidBy(left) !== sideSaidBy(right)) return true;
  return namesOneOf(text, left, right) || namesOneOf(text, right, left);
}

/** Whether a flag's key has a word of one label that the other does not have: `return-columns`, `columnExecution`. */
function namesOneOf(key: string, label: string, other: string): boolean {
  const own = wordsOf(label).filter((word) => word.length > 3 && !wordsOf(other).includes(word));
  return wordsOf(key).some((word) => own.some((one) => word.startsWith(one)));
}

function isNewFirst(
  [first, second]: readonly [TakenSide, TakenSide],
  gate: Gate,
  func: number,
  { path, facts, gates }: TakerFile,
): boolean {
  const mine = sideSaidBy(first.label);
  const theirs = sideSaidBy(second.label);
  if (mine !== theirs) return mine === "new" || theirs === "old";
  const namesFirst = namesOneOf(gate.text, first.label, second.label);
  if (namesFirst !== namesOneOf(gate.text, second.label, first.label)) return namesFirst;
  const at = gates.valuesAt(gate, conditionsOf(first.call, facts, func), path);
  return at.length === 1 && at[0] === true;
}
