import type { Migration, MigrationCall, MigrationFlag } from "../migration/model.js";
import { editOf } from "../text/change.js";
import { askedLike, quietValue } from "./askedLike.js";
import { fixDataOf, outdated, refused, unchangedText } from "./fixData.js";
import {
  callAt,
  inLinesOf,
  reportOf,
  stepOf,
  wholeStatement,
  type FoundCall,
} from "./migrationCalls.js";
import type { Fix, FixContext } from "./model.js";

/**
 * Writes to the new system what the old one gets: the method of the same name, on the object and behind the flags that
 * a sibling in the same file uses, with its failure caught. Offered only where every name is known to be in scope.
 */
export const addTwinWrite: Fix = {
  id: "add-twin-write",
  ruleIds: ["unmatched-dual-write"],
  offers(finding, context) {
    const found = callAt(finding.place, context);
    const data = fixDataOf(finding, context);
    if (found === undefined || data === undefined || twinFor(found, context) === undefined)
      return [];
    const title = `Write to ${found.migration.new.name} as well`;
    return [{ title, kind: "suggestion", isPreferred: true, staysInFile: true, data }];
  },
  resolve(data, context) {
    const text = unchangedText(data, context);
    const found = callAt({ path: data.path, span: data }, context);
    if (text === undefined || found === undefined) return outdated(data);
    const twin = twinFor(found, context);
    if (twin === undefined)
      return refused("No sibling in this file shows how the new system is written to.");
    const edit = { start: twin.at, end: twin.at, newText: inLinesOf(text, twin.text) };
    return { ok: true, changes: [editOf(data.path, text, [edit])] };
  },
};

interface Twin {
  readonly at: number;
  readonly text: string;
}

function twinFor({ migration, call }: FoundCall, context: FixContext): Twin | undefined {
  const text = context.textOf(call.place.path);
  const statement = text === undefined ? undefined : wholeStatement(call, text);
  const member = call.symbol.member === "*" ? undefined : call.symbol.member;
  if (text === undefined || statement === undefined || member === undefined) return undefined;
  const known = migration.new.symbols.some(
    (one) => one.operation === "write" && (one.member === member || one.member === "*"),
  );
  if (!known) return undefined;
  const inScope = namesIn(statement.text);
  for (const sibling of siblingsOf(migration, call)) {
    const receiver = text.slice(sibling.place.span.start, sibling.memberSpan.start).trim();
    const condition = conditionFrom(migration, sibling, inScope, text, context);
    if (condition === undefined || !isInScope(receiver, inScope)) continue;
    const given = text.slice(call.memberSpan.end, call.place.span.end);
    const { indent } = statement;
    const step = stepOf(text);
    const write = `${statement.awaited ? "await " : ""}${receiver}${member}${given};`;
    const lines = [
      `if (${condition}) {`,
      `${step}try {`,
      `${step}${step}${write}`,
      `${step}} catch (error) {`,
      `${step}${step}${reportOf(text, `${migration.new.name} failed`, "error")};`,
      `${step}}`,
      `}`,
    ];
    return { at: statement.end, text: lines.map((line) => `\n${indent}${line}`).join("") };
  }
  return undefined;
}

/** Writes of the new system in the same class or, for functions, in the same file. */
function siblingsOf({ calls }: Migration, call: MigrationCall): MigrationCall[] {
  const [owner] = call.owner.name.split(".");
  return calls.filter(
    (one) =>
      one.side === "new" &&
      one.operation === "write" &&
      one.place.path === call.place.path &&
      one.owner.name.split(".")[0] === owner,
  );
}

/** The flags of the sibling, asked in words that are in scope here. */
function conditionFrom(
  { flags }: Migration,
  sibling: MigrationCall,
  inScope: ReadonlySet<string>,
  text: string,
  context: FixContext,
): string | undefined {
  const parts: string[] = [];
  for (const role of ["write", "kill-switch"] as const) {
    const flag = flags.find((one) => one.role === role);
    if (flag === undefined) continue;
    const asked = askOf(flag, sibling, inScope, text, context);
    const isOn = role === "write" ? flag.flag?.variants.get(flag.variant ?? "") : undefined;
    const positive = role === "write" ? isOn === true : quietValue(flag) === true;
    if (asked === undefined) return undefined;
    parts.push(positive ? asked : `!${asked}`);
  }
  return parts.length === 0 ? undefined : parts.join(" && ");
}

function askOf(
  flag: MigrationFlag,
  sibling: MigrationCall,
  inScope: ReadonlySet<string>,
  text: string,
  context: FixContext,
): string | undefined {
  const guard = sibling.guards.find(
    ({ flagKey, where }) => flagKey === flag.flagKey && where === "here",
  );
  const fallback = flag.role === "kill-switch" ? quietValue(flag) : false;
  for (const { path, span } of guard?.evaluations ?? []) {
    const reference = context.analysis.index
      .referencesTo(flag.flagKey)
      .find((one) => one.path === path && one.evaluation.start === span.start);
    const asked = reference && askedLike(reference, flag.flagKey, fallback ?? false, context);
    const inlined = asked && withConstants(asked, inScope, sibling, text);
    if (inlined !== undefined && isInScope(inlined, inScope)) return inlined;
  }
  return undefined;
}

/** The sibling's own constants written out: `context` becomes `{ clientId: document.clientId }`. */
function withConstants(
  asked: string,
  inScope: ReadonlySet<string>,
  { owner }: MigrationCall,
  text: string,
): string {
  const body = text.slice(owner.span.start, owner.span.end);
  return [...namesIn(asked)].reduce((source, name) => {
    if (inScope.has(name)) return source;
    const held = new RegExp(`\\bconst ${name} = ([^;\\n]+);`, "u").exec(body)?.[1];
    return held === undefined
      ? source
      : source.replace(new RegExp(`(?<![\\w.#$])${name}(?![\\w$:])`, "gu"), () => held);
  }, asked);
}

/** The names that an expression starts from: no members, keys, strings or keywords. */
function namesIn(source: string): Set<string> {
  const bare = source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/gu, '""');
  const found = new Set<string>();
  for (const [name] of bare.matchAll(/(?<![\w.#$])[a-z_$][\w$]*(?!\s*:(?!:))(?![\w$])/giu))
    if (!/^(?:await|void|true|false|null|undefined|new|typeof)$/u.test(name)) found.add(name);
  return found;
}

function isInScope(source: string, inScope: ReadonlySet<string>): boolean {
  return [...namesIn(source)].every((name) => name === "this" || inScope.has(name));
}
