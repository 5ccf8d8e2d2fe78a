import type { CallFact, FlowFacts, Value } from "../flowFacts.js";
import type { CandidateSide, MigrationCandidate } from "../model.js";
import type { Entities } from "./entities.js";
import { own } from "./program.js";
import { ownerOf, siteOf } from "./sites.js";

/** The names under which wrappers of the field take the old and the new side. */
const labels: readonly (readonly [old: string, next: string])[] = [
  ["readOld", "readNew"],
  ["writeOld", "writeNew"],
  ["control", "candidate"],
];

const byPosition = /^run(?:Shadow|WithConsistencyCheck)$/u;

/** Calls that hand both sides of a migration to a wrapper: staged migrations, experiments, shadow runs. */
export function wrapperCandidatesIn(
  path: string,
  facts: FlowFacts,
  entities: Entities,
): MigrationCandidate[] {
  const text = entities.program.source.textOf(path) ?? "";
  return facts.calls.flatMap((call) => {
    const pair = sidesOf(call, facts);
    if (pair === undefined) return [];
    const side = (value: Value): CandidateSide => {
      const written = text.slice(value.start, value.end);
      return { text: shortened(written), symbol: undefined, name: nameIn(written) };
    };
    const inside = siteOf(ownerOf({ path, func: call.func }, entities.program), entities.program);
    const name = nameOf(call);
    return [
      {
        kind: "wrapper" as const,
        place: { path, span: call.span },
        twin: undefined,
        flagKey: keyIn(call),
        inside,
        old: side(pair.old),
        new: side(pair.next),
        suggestedId: name === "" ? "move" : `move-by-${name.toLowerCase()}`,
      },
    ];
  });
}

function sidesOf(call: CallFact, facts: FlowFacts): { old: Value; next: Value } | undefined {
  const { args } = call.value;
  for (const argument of args) {
    if (argument.k !== "object") continue;
    for (const [old, next] of labels) {
      const left = own(argument.props, old);
      const right = own(argument.props, next);
      if (isRunnable(left) && isRunnable(right)) return { old: left, next: right };
    }
  }
  const functions = args.filter(isRunnable);
  const [first, second] = functions;
  if (first && second && byPosition.test(nameOf(call))) return { old: first, next: second };
  return callbackSides(call, facts);
}

/** `science("name", (e) => { e.use(() => old); e.try(() => next); })`. */
function callbackSides(call: CallFact, facts: FlowFacts): { old: Value; next: Value } | undefined {
  for (const argument of call.value.args) {
    if (argument.k !== "function") continue;
    const inside = facts.calls.filter(({ func }) => func === argument.func);
    const handed = (member: string): Value | undefined =>
      inside.find(({ value }) => value.callee.k === "member" && value.callee.name === member)?.value
        .args[0];
    const old = handed("use");
    const next = handed("try");
    if (isRunnable(old) && isRunnable(next)) return { old, next };
  }
  return undefined;
}

function isRunnable(value: Value | undefined): value is Value {
  return value?.k === "function" || value?.k === "name" || value?.k === "member";
}

function nameOf({ value }: CallFact): string {
  const { callee } = value;
  return callee.k === "name" || callee.k === "member" ? callee.name : "";
}

/** A wrapper that names its flag does so in its first argument. */
function keyIn({ value }: CallFact): string | undefined {
  const key = value.args.find((one) => one.k === "literal" && typeof one.value === "string");
  return key?.k === "literal" && typeof key.value === "string" ? key.value : undefined;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** The receiver of the first call in a function's text. */
function nameIn(text: string): string {
  return /([\w$]+)\??\.\w+\(/u.exec(text)?.[1] ?? "system";
}
