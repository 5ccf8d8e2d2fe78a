import {
  checkShape,
  commonValueType,
  createRegistrySink,
  Damage,
  defined,
  maxKeyLength,
  quoted,
  readJson,
  readYaml,
  shortened,
} from "@halyard/core";
import type {
  DataNode,
  EnvironmentState,
  Flag,
  FlagDefinition,
  FlagType,
  FlagValueType,
  FormatOptions,
  JsonValue,
  Lifecycle,
  Problem,
  ProblemSink,
  RegistryContent,
  RegistryFile,
  RegistryFormat,
  Shape,
  Span,
} from "@halyard/core";
import { latest } from "./dates.js";
import { onOff } from "./variants.js";

/** A flag as a format makes it of a store's payload. */
export interface StoreFlag {
  readonly key: string;
  /** Where the key stands. */
  readonly keySpan: Span;
  /** Where the entry stands; an error in it makes the flag's states unknown. */
  readonly span: Span;
  /** Where else the payload speaks of this flag. */
  readonly parts?: readonly Span[];
  readonly type?: FlagType;
  readonly valueType?: FlagValueType;
  readonly defaultValue?: JsonValue;
  readonly description?: string | undefined;
  readonly variants: ReadonlyMap<string, JsonValue>;
  /** By environment; under `undefined` the only one, which the payload does not name. */
  readonly states: ReadonlyMap<string | undefined, EnvironmentState>;
  readonly lifecycle?: { readonly [K in keyof Lifecycle]?: Lifecycle[K] | undefined };
  /** Where the registry's fields are written, by dotted path; what is undefined is left out. */
  readonly fields?: Readonly<Record<string, DataNode | undefined>>;
}

/** What a format knows while it reads one file. */
export interface Reading {
  readonly options: FormatOptions;
  readonly sink: ProblemSink;
  /** Why what the spans hold cannot be relied on, or undefined. */
  readonly faultIn: (...spans: readonly Span[]) => string | undefined;
}

/** One store's format: what its payload looks like, and what to make of it. */
export interface StorePayload {
  /** What the payload is called where a message starts with it: "The Unleash export". */
  readonly whole: string;
  readonly shape: Shape;
  /** Comments and trailing commas are allowed whatever the file's ending. */
  readonly comments?: boolean;
  readonly joinsFiles?: boolean;
  readonly readsClock?: boolean;
  /** The flags of a payload that has the shape, refused parts left out. */
  flagsOf(root: DataNode, reading: Reading): readonly StoreFlag[];
  /** The parts of a payload that all of its flags rest on, such as its segments. */
  sharedOf?(root: DataNode): readonly (DataNode | undefined)[];
}

/**
 * A store's payload as a registry format. Never throws: what is wrong becomes a problem with its place, and a flag
 * that an error touches stays known, with states that are `unknown`.
 */
export function storeFormat(payload: StorePayload): RegistryFormat {
  return {
    joinsFiles: payload.joinsFiles ?? false,
    readsClock: payload.readsClock ?? false,
    parse: (files, options) =>
      joined(files.map((file) => [file, parseFile(file, payload, options)] as const)),
  };
}

function joined(
  contents: readonly (readonly [file: RegistryFile, content: RegistryContent])[],
): RegistryContent {
  const flags = new Map<string, Flag>();
  const problems: Problem[] = [];
  for (const [file, content] of contents) {
    const sink = createRegistrySink(file);
    for (const [key, flag] of content.flags) {
      const earlier = flags.get(key);
      flags.set(key, earlier === undefined ? flag : declaredTwice(earlier, flag, sink));
    }
    problems.push(...content.problems, ...sink.problems);
  }
  return { flags, defaults: {}, migrations: new Map(), problems };
}

/** The first declaration, with every state doubtful. */
function declaredTwice(first: Flag, second: Flag, sink: ProblemSink): Flag {
  const [other] = second.definitions;
  const message = `${quoted(shortened(first.key))} is declared in ${quoted(first.definitions[0].path)} already; keep one of the two.`;
  sink.error("duplicate-key", message, other.keySpan);
  const unknown = "it is declared twice";
  const states = [...first.environments].map(
    ([name, state]) => [name, { ...state, unknown }] as const,
  );
  return {
    ...first,
    ...(first.base && { base: { ...first.base, unknown } }),
    environments: new Map(states),
    definitions: [...first.definitions, other],
  };
}

function parseFile(
  file: RegistryFile,
  payload: StorePayload,
  options: FormatOptions,
): RegistryContent {
  const sink = createRegistrySink(file);
  const flags = new Map<string, Flag>();
  const content = { flags, defaults: {}, migrations: new Map(), problems: sink.problems };
  const written = readText(file, payload, sink);
  if (written === undefined) return content;
  const root = checkShape(written, payload.shape, {
    sink,
    whole: payload.whole,
    keyNoun: "property",
    lenient: true,
  });
  if (root === undefined) return content;
  const shared = (payload.sharedOf?.(root) ?? []).flatMap((node) => node?.span ?? []);
  let known = { problems: -1, damage: new Damage([], "") };
  const faultIn = (...spans: readonly Span[]): string | undefined => {
    const problems = sink.problems.length;
    if (known.problems !== problems) {
      known = { problems, damage: new Damage(sink.problems, file.text) };
    }
    return faultOf(known.damage, undefined, [...spans, ...shared]);
  };
  const drafts = payload.flagsOf(root, { options, sink, faultIn });
  const places = new Map<string, StoreFlag>();
  for (const draft of drafts) if (isSoundKey(draft, places, sink)) places.set(draft.key, draft);
  const damage = new Damage(sink.problems, file.text);
  for (const [key, draft] of places) {
    const spans = [draft.span, ...(draft.parts ?? []), ...shared];
    const fault = faultOf(damage, key, spans);
    const known = withKnownPrerequisites(draft, places);
    flags.set(key, flagOf(withDates(known, places), fault, file.path, options));
  }
  return content;
}

function readText(
  file: RegistryFile,
  { comments = false }: StorePayload,
  sink: ProblemSink,
): DataNode | undefined {
  try {
    if (/\.ya?ml$/i.test(file.path)) return readYaml(file.text, sink);
    return readJson(file.text, sink, { comments: comments || !/\.json$/i.test(file.path) });
  } catch (error) {
    // The parsers recurse; their own guards catch what we know of, this one the rest.
    if (!(error instanceof RangeError)) throw error;
    sink.error("nesting-too-deep", "The file nests too deeply to be read; flatten it.", fileStart);
    return undefined;
  }
}

const fileStart: Span = { start: 0, end: 1 };

/** A key that is fit for a registry and new; anything else is told. */
function isSoundKey(
  { key, keySpan }: StoreFlag,
  earlier: ReadonlyMap<string, StoreFlag>,
  sink: ProblemSink,
): boolean {
  const name = quoted(shortened(key));
  const first = earlier.get(key);
  if (first !== undefined) {
    const line = sink.lineOf(first.keySpan.start);
    // Both places, so that the flag that stays is known to be doubtful.
    for (const span of [first.keySpan, keySpan]) {
      const message = `${name} is declared twice, first on line ${line}; keep one of the two.`;
      sink.error("duplicate-key", message, span);
    }
    return false;
  }
  if (key.length <= maxKeyLength && key.trim() === key && key !== "") return true;
  const message = `${name} cannot be a flag key: write 1 to ${maxKeyLength} characters without spaces around them.`;
  sink.error("invalid-value", message, keySpan);
  return false;
}

/** The error that makes a flag doubtful: broken syntax anywhere, or any error in its own places. */
function faultOf(
  damage: Damage,
  key: string | undefined,
  spans: readonly Span[],
): string | undefined {
  const whole = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const problem =
    damage.ofEntry(key ?? "", whole) ??
    spans.map((span) => damage.firstWithin(span)).find((found) => found !== undefined);
  if (problem === undefined) return undefined;
  return `its registry entry has an error on line ${problem.line}, column ${problem.column}`;
}

/** Prerequisites as a registry can name them: flags of the file with variants that they have. */
function withKnownPrerequisites(
  draft: StoreFlag,
  drafts: ReadonlyMap<string, StoreFlag>,
): StoreFlag {
  const wanted = draft.lifecycle?.prerequisites ?? [];
  if (wanted.length === 0) return draft;
  const known = new Map<string, { readonly flag: string; readonly variant: string }>();
  for (const { flag, variant } of wanted) {
    const names = [...(drafts.get(flag)?.variants.keys() ?? [])];
    const named = names.includes(variant) ? variant : names[0];
    if (named !== undefined) known.set(`${flag}\0${named}`, { flag, variant: named });
  }
  return { ...draft, lifecycle: { ...draft.lifecycle, prerequisites: [...known.values()] } };
}

/** A state that rests on other flags holds since the last of them has changed; not known where one has no date. */
function withDates(draft: StoreFlag, drafts: ReadonlyMap<string, StoreFlag>): StoreFlag {
  if ((draft.lifecycle?.prerequisites ?? []).length === 0) return draft;
  const leansOn = new Set([draft]);
  for (const one of leansOn) {
    for (const { flag } of one.lifecycle?.prerequisites ?? []) {
      const parent = drafts.get(flag);
      if (parent !== undefined) leansOn.add(parent);
    }
  }
  const states = [...draft.states].map(([name, state]) => {
    const dates = [...leansOn].map((one) => one.states.get(name)?.since);
    const { since: _own, ...rest } = state;
    const since = latest(dates);
    return [name, since === undefined ? rest : { ...rest, since }] as const;
  });
  return { ...draft, states: new Map(states) };
}

function flagOf(
  draft: StoreFlag,
  fault: string | undefined,
  path: string,
  options: FormatOptions,
): Flag {
  const environments = new Map<string, EnvironmentState>();
  let base: EnvironmentState | undefined;
  // The states have been worked out with the prerequisites, which are named for those who ask what leans on them.
  const settled = (draft.lifecycle?.prerequisites ?? []).length > 0 ? { prerequisites: [] } : {};
  for (const [named, read] of draft.states) {
    const unknown = read.unknown ?? fault;
    const state = { ...read, ...settled, ...(unknown !== undefined && { unknown }) };
    // A payload of one environment goes by the name that the configuration gives it.
    const name = draft.states.size === 1 ? (options.environment ?? named) : named;
    if (name === undefined) base = state;
    else environments.set(name, state);
  }
  const variants = bothSides(draft.variants);
  const valueType = draft.valueType ?? commonValueType(variants.values()) ?? "boolean";
  return {
    key: draft.key,
    type: draft.type ?? "release",
    valueType,
    ...defined({ defaultValue: draft.defaultValue, description: draft.description, base }),
    variants,
    environments,
    lifecycle: {
      prerequisites: [],
      aliases: [],
      keyPatterns: [],
      tags: [],
      links: [],
      ...defined({ ...draft.lifecycle }),
    },
    definitions: [definitionOf(draft, path)],
  };
}

/** A boolean flag has two sides, also where its payload names only one. */
function bothSides(variants: StoreFlag["variants"]): StoreFlag["variants"] {
  const [[name, value] = []] = variants;
  const isHalf = variants.size === 1 && typeof value === "boolean" && onOff.has(name ?? "");
  return isHalf ? onOff : variants;
}

function definitionOf(draft: StoreFlag, path: string): FlagDefinition {
  const fields = Object.create(null) as Record<string, Span>;
  for (const [name, node] of Object.entries(draft.fields ?? {})) {
    if (node !== undefined) fields[name] = node.span;
  }
  const { keySpan, span } = draft;
  // A key outside the entry (a map's) belongs to it.
  const entrySpan = {
    start: Math.min(keySpan.start, span.start),
    end: Math.max(keySpan.end, span.end),
  };
  return { path, keySpan, entrySpan, isExport: true, fields };
}
