import type { CallFact, FlowFacts, Value } from "../flowFacts.js";
import { own } from "../follow/program.js";
import { doingOf, namedForBoth, type Doing } from "./words.js";

/** A call that puts data into a store, takes it out or asks for it. */
export interface StoreUse {
  readonly call: CallFact;
  readonly doing: Doing;
  /** The name that says so: the member's, or the function's as its module calls it. */
  readonly verb: string;
  /** What is called on, or the function itself, as written. */
  readonly client: string;
  /** The table, model, topic or index, where the call names it. */
  readonly entity: string | undefined;
  /** The data as written: arguments, and the values of an object that is one. */
  readonly data: readonly string[];
}

const notStores =
  /^(?:res|reply|response|socket|ws|this|super|Object|Array|Math|JSON|params|headers|cookies|localStorage|sessionStorage|console|logger|log|metrics|span|router|app|searchParams|url|formData|form|map|set|cache|list|items|document|window|history|axios|http|request|req)$/iu;

/** Functions that say they write what has been written already. */
export const namedForCopy = /^(?:mirror|replicate|shadow|sync)(?![a-z])/u;

/** Properties that name where the data goes. */
const places = [
  "table",
  "TableName",
  "collection",
  "collectionName",
  "index",
  "topic",
  "queue",
  "bucket",
];

/** What a call does to a store, as its names and its form tell; undefined where they do not. */
export function storeUseOf(call: CallFact, facts: FlowFacts, text: string): StoreUse | undefined {
  const { value } = call;
  const { callee } = value;
  const written = (one: Value): string => text.slice(one.start, one.end);
  if (value.k !== "call") return undefined;
  // What writes to both is neither side.
  if (namedForBoth.test(written(callee))) return undefined;
  if (callee.k === "name") return functionUse(call, facts, text);
  if (callee.k !== "member") return undefined;
  const found = sqlUse(value, facts, text) ?? builderUse(value, text) ?? plainUse(value, text);
  if (found === undefined) return undefined;
  // `this.syncToIndex(order)` is a store of its own; any other method of one's own is not.
  const isOwn = found.receiver.k === "this" && namedForCopy.test(found.verb);
  if (notStores.test(lastName(found.receiver, text)) && !isOwn) return undefined;
  const { doing, verb, entity, data, receiver, isModel } = found;
  const client = isModel === true ? "models" : written(receiver);
  return { call, doing, verb, client, entity, data: withSources(data, facts, text) };
}

/** `saveOrder(order)`, and a request that carries a method. */
function functionUse(call: CallFact, facts: FlowFacts, text: string): StoreUse | undefined {
  const { callee, args } = call.value;
  if (callee.k !== "name") return undefined;
  const data = withSources(
    args.flatMap((one) => dataIn(one, text)),
    facts,
    text,
  );
  const [url, options] = args;
  if (callee.name === "fetch" && url !== undefined && options?.k === "object") {
    if (own(options.props, "method") === undefined) return undefined;
    const client = text.slice(url.start, url.end);
    return { call, doing: "put", verb: "fetch", client, entity: undefined, data };
  }
  const verb = own(facts.imports, callee.name)?.name ?? callee.name;
  const doing = doingOf(verb) ?? doingOf(lastWords(verb));
  if (doing === undefined) return undefined;
  return { call, doing, verb, client: callee.name, entity: undefined, data };
}

/** What a constant was made of is the data too: `const row = toRow(order)` carries the order. */
function withSources(data: readonly string[], facts: FlowFacts, text: string): readonly string[] {
  const made = facts.locals.filter(({ name, value }) => value?.k === "call" && data.includes(name));
  const sources = made.flatMap(({ value }) =>
    value?.k === "call" && value.callee.k === "name"
      ? value.args.flatMap((one) => dataIn(one, text))
      : [],
  );
  return [...data, ...sources];
}

/** `supabaseAddJob` says what it does behind the name of where. */
function lastWords(name: string): string {
  const rest = name.replace(/^[a-z]+(?=[A-Z])/u, "");
  return rest === name ? "" : rest.charAt(0).toLowerCase() + rest.slice(1);
}

type Found = Omit<StoreUse, "call" | "client"> & {
  readonly receiver: Value;
  /** The receiver itself is the table. */
  readonly isModel?: boolean;
};

/** `client.query("INSERT INTO table …", values)`. */
function sqlUse(value: Value & { k: "call" }, facts: FlowFacts, text: string): Found | undefined {
  const { callee, args } = value;
  const [first, second] = args;
  if (callee.k !== "member" || first === undefined) return undefined;
  if (!/^\$?(?:query|exec|raw|command)/u.test(callee.name)) return undefined;
  const local = first.k === "local" ? facts.locals[first.id]?.value : undefined;
  const { start, end } = local ?? first;
  const sql =
    /\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+["'`]?(?:\w+\.)?(\w+)/iu.exec(
      text.slice(start, end),
    ) ?? undefined;
  const verb = sql?.[1]?.toLowerCase().split(/\s/u)[0];
  if (sql === undefined || verb === undefined) return undefined;
  const doing = verb === "delete" ? "remove" : "put";
  const data = second === undefined ? [] : dataIn(second, text);
  return { doing, verb, entity: sql[2], data, receiver: callee.of };
}

/** `knex("table").insert(row)`, `supabase.from("table").update(row)`, `db.insert(table).values(row)`. */
function builderUse(value: Value & { k: "call" }, text: string): Found | undefined {
  const { callee, args } = value;
  if (callee.k !== "member" || callee.of.k !== "call") return undefined;
  const { of: inner } = callee;
  const [first] = inner.args;
  const data = args.flatMap((one) => dataIn(one, text));
  if (callee.name === "values" && inner.callee.k === "member" && first !== undefined) {
    const verb = inner.callee.name;
    const doing = doingOf(verb);
    if (doing === undefined) return undefined;
    const entity = text.slice(first.start, first.end);
    return { doing, verb, entity, data, receiver: inner.callee.of };
  }
  const doing = doingOf(callee.name);
  if (doing === undefined || first?.k !== "literal" || typeof first.value !== "string") {
    return undefined;
  }
  const receiver = inner.callee.k === "member" ? inner.callee.of : inner.callee;
  return { doing, verb: callee.name, entity: first.value, data, receiver };
}

/** `store.save(row)`, `prisma.order.create({ data })`, `producer.send({ topic: "orders", messages })`. */
function plainUse(value: Value & { k: "call" }, text: string): Found | undefined {
  const { callee, args } = value;
  const [first] = args;
  if (callee.k !== "member" || first === undefined) return undefined;
  const doing = doingOf(callee.name);
  if (doing === undefined) return undefined;
  const data = args.flatMap((one) => dataIn(one, text));
  const base = { doing, verb: callee.name, data };
  const named = first.k === "object" ? placeNamed(first) : undefined;
  const { of } = callee;
  // Models of an ORM are tables of one database.
  if (of.k === "name" && /^[A-Z]\w*[a-z]/u.test(of.name)) {
    return { ...base, entity: of.name, receiver: of, isModel: true };
  }
  if (named !== undefined) return { ...base, entity: named, receiver: of };
  const isModel = of.k === "member" && /prisma$|^(?:tx|trx|db)$/iu.test(lastName(of.of, text));
  return isModel
    ? { ...base, entity: of.name, receiver: of.of }
    : { ...base, entity: undefined, receiver: of };
}

function placeNamed({ props }: Value & { k: "object" }): string | undefined {
  for (const name of places) {
    const value = own(props, name);
    if (value?.k === "literal" && typeof value.value === "string") return value.value;
  }
  return undefined;
}

/** What an argument hands over: itself, and for an object its values; literals tell nothing. */
function dataIn(value: Value, text: string): string[] {
  if (value.k === "literal" || value.k === "function") return [];
  const whole = text.slice(value.start, value.end);
  if (value.k !== "object") return [whole];
  const parts = Object.entries(value.props).filter(([name]) => !places.includes(name));
  const spread = value.spreads.flatMap((one) => dataIn(one, text));
  return [whole, ...spread, ...parts.flatMap(([, one]) => dataIn(one, text))];
}

/** The last name of an expression: the receiver as people call it. */
export function lastName(value: Value, text: string): string {
  switch (value.k) {
    case "local":
      return text.slice(value.start, value.end);
    case "name":
    case "member":
      return value.name.replace(/^#/u, "");
    case "this":
    case "super":
      return value.k;
    case "call":
    case "new":
      return lastName(value.callee, text);
    case "cast":
      return lastName(value.of, text);
    default:
      return "";
  }
}
