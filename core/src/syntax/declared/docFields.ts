import { instantOf, looksLikeDate } from "../../registry/dates.js";
import { flagTypeNamed } from "../../registry/flagTypeNamed.js";
import { flagStatusNamed } from "../../registry/lifecycleFrom.js";
import { flagTypeShape } from "../../registry/lifecycleShape.js";
import type { FlagStatus, FlagType, Lifecycle } from "../../registry/model.js";
import { quoted, shortened } from "../../text/quoted.js";
import type { ProblemSink } from "../../schema/problemSink.js";
import { didYouMean } from "../../text/didYouMean.js";
import type { JsonValue } from "../../text/json.js";
import type { Span } from "../../text/span.js";
import type { DocText, JsDoc } from "./jsDoc.js";

/** What a flag's JSDoc says of it, and where. */
export interface DocFields {
  type?: FlagType;
  description?: string;
  defaultValue?: JsonValue;
  owner?: string;
  created?: string;
  expires?: string;
  permanent?: boolean;
  status?: FlagStatus;
  readonly aliases: string[];
  readonly tags: string[];
  readonly links: Lifecycle["links"][number][];
  /** By the dotted paths that the canonical format uses. */
  readonly spans: Record<string, Span>;
}

type Reader = (fields: DocFields, tag: DocText, sink: ProblemSink) => void;

/** One entry per JSDoc tag that means something to a flag; others are left alone. */
const readers: Readonly<Record<string, Reader>> = {
  owner: (fields, tag) => {
    fields.owner = tag.text;
    fields.spans["lifecycle.owner"] = tag.span;
  },
  expires: (fields, tag, sink) => {
    const word = firstWord(tag.text);
    if (looksLikeDate(word) && !isDate(word, "@expires", tag, sink)) return;
    fields.expires = looksLikeDate(word) ? word : tag.text;
    fields.spans["lifecycle.expires"] = tag.span;
  },
  since: (fields, tag, sink) => {
    const word = firstWord(tag.text);
    // `@since 5.2` names a version, which says nothing about a day.
    if (!looksLikeDate(word) || !isDate(word, "@since", tag, sink)) return;
    fields.created = word;
    fields.spans["lifecycle.created"] = tag.span;
  },
  type: (fields, tag, sink) => {
    const word = firstWord(tag.text);
    // `@type {boolean}` is JSDoc's own tag.
    if (word.startsWith("{")) return;
    const type = flagTypeNamed(word);
    if (type === undefined) unknownType(word, tag, sink);
    else fields.type = type;
    fields.spans["lifecycle.type"] = tag.span;
  },
  permanent: (fields, tag) => {
    fields.permanent = tag.text !== "false";
    fields.spans["lifecycle.permanent"] = tag.span;
  },
  status: (fields, tag) => {
    const status = flagStatusNamed(firstWord(tag.text));
    if (status === undefined) return;
    fields.status = status;
    fields.spans["lifecycle.status"] = tag.span;
  },
  deprecated: (fields, tag) => {
    fields.status ??= "cleanup";
    fields.spans["lifecycle.status"] ??= tag.span;
  },
  description: (fields, tag) => {
    fields.description = tag.text;
    fields.spans.description = tag.span;
  },
  default: (fields, tag) => {
    if (tag.text === "") return;
    fields.defaultValue = parsedValue(tag.text);
    fields.spans.defaultValue = tag.span;
  },
  alias: (fields, tag) => {
    if (tag.text !== "") fields.aliases.push(firstWord(tag.text));
  },
  tag: (fields, tag) => {
    if (tag.text !== "") fields.tags.push(tag.text);
  },
  see: (fields, tag) => {
    const url = /https?:\/\/[^\s}|]+/.exec(tag.text)?.[0];
    if (url !== undefined) fields.links.push({ url });
  },
};

/** Reads the tags of a flag's JSDoc comment; tags that say something impossible become problems. */
export function docFieldsOf(doc: JsDoc, sink: ProblemSink): DocFields {
  const spans = Object.create(null) as Record<string, Span>;
  const fields: DocFields = { aliases: [], tags: [], links: [], spans };
  if (doc.description) {
    fields.description = doc.description.text;
    spans.description = doc.description.span;
  }
  for (const tag of doc.tags) {
    if (Object.hasOwn(readers, tag.name)) readers[tag.name]?.(fields, tag, sink);
  }
  return fields;
}

function firstWord(text: string): string {
  return text.split(/\s/, 1)[0] ?? "";
}

function isDate(word: string, name: string, tag: DocText, sink: ProblemSink): boolean {
  if (instantOf(word) !== undefined) return true;
  const message = `\`${name}\` is ${quoted(shortened(word))}, which is no day of the calendar; write it as 2026-01-31.`;
  sink.error("invalid-date", message, tag.span);
  return false;
}

function unknownType(word: string, tag: DocText, sink: ProblemSink): void {
  const types = flagTypeShape.oneOf ?? [];
  const guess = didYouMean(word, types);
  const hint = guess === undefined ? `use ${types.join(", ")}.` : `did you mean ${quoted(guess)}?`;
  sink.error("invalid-value", `${quoted(shortened(word))} is not a flag type: ${hint}`, tag.span);
}

/** A JSON value where the tag holds one (`false`, `"dark"`, `3`), else its text. */
function parsedValue(text: string): JsonValue {
  const plain = text.replace(/^`(.*)`$/, "$1");
  if (plain === "true" || plain === "false") return plain === "true";
  if (/^-?\d+(?:\.\d+)?$/.test(plain)) return Number(plain);
  return plain.replace(/^(["'])(.*)\1$/, "$2");
}
