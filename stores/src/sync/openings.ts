import { didYouMean } from "@halyard/core";
import type { StoreSettings } from "@halyard/core";
import { storeClients } from "../clients/all.js";
import type { ReadOptions, StoreClient } from "../clients/storeClient.js";
import { addressOf } from "../http/address.js";
import type { HttpLimits } from "../http/limits.js";
import { StoreHttp } from "../http/storeHttp.js";

/** The environment variables of the process, where alone tokens are looked for. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A conversation that may begin: with one token. */
export interface Opening {
  readonly http: StoreHttp;
  readonly options: ReadOptions;
}

/** A kind of store with every conversation that its settings ask for. */
export interface Openings {
  readonly client: StoreClient;
  readonly project: string;
  readonly all: readonly Opening[];
}

/** Where and how a store is spoken to, where that is not as for reading. */
export interface Manner {
  readonly home?: string;
  readonly needsProject?: boolean;
  headers?(token: string): Readonly<Record<string, string>>;
}

/** Prepares the one conversation in which a store is changed, with `writeToken` where there is one. */
export function writeOpeningOf(
  settings: StoreSettings,
  variables: Variables,
  limits: HttpLimits,
  manner: Manner = {},
): (Opening & { readonly client: StoreClient }) | string {
  const { writeToken } = settings;
  const own =
    writeToken === undefined
      ? settings
      : { ...settings, token: writeToken, tokens: new Map<string, string>() };
  const openings = openingsOf(own, variables, limits, manner);
  if (typeof openings === "string") return openings;
  const [opening] = openings.all;
  return opening === undefined ? "has no token" : { ...opening, client: openings.client };
}

/** Prepares the conversations with a store, or says in a clause after the store's name what is missing for them. */
export function openingsOf(
  settings: StoreSettings,
  variables: Variables,
  limits: HttpLimits,
  manner: Manner = {},
): Openings | string {
  const client = storeClients.get(settings.type);
  if (client === undefined) return unknownType(settings.type);
  const base = addressFor({ ...client, ...manner }, settings, variables);
  if (typeof base === "string") return base;
  if ((manner.needsProject ?? client.needsProject) && settings.project === undefined) {
    return `is of type ${client.type}, which needs a \`project\``;
  }
  const project = settings.project ?? "";
  const tokens = tokensFor(client, settings);
  if (typeof tokens === "string") return tokens;
  const all: Opening[] = [];
  for (const [environment, written] of tokens) {
    const token = variableOf(written, variables);
    if ("fault" in token) return `takes its token from ${token.fault}`;
    const http = new StoreHttp({
      base,
      headers: manner.headers?.(token.value) ?? client.headers(token.value),
      // Basic authentication sends it in another dress.
      secrets: [token.value, Buffer.from(token.value).toString("base64")],
      tokenName: token.name,
      limits,
    });
    const environments = [...settings.environments.keys()];
    const options = { project, environment, environments, token: token.value };
    all.push({ http, options });
  }
  return { client, project, all };
}

function unknownType(type: string): string {
  const names = [...storeClients.keys()];
  const guess = didYouMean(type, names);
  const hint = guess === undefined ? `known are ${names.join(", ")}` : `did you mean ${guess}`;
  return `is of type "${type}", which cannot be read over an API; ${hint}`;
}

function addressFor(
  client: Pick<StoreClient, "type" | "home">,
  settings: StoreSettings,
  variables: Variables,
): URL | string {
  if (settings.url === undefined) {
    if (client.home !== undefined) return new URL(client.home);
    return `is of type ${client.type}, which needs a \`url\`: name the variable that holds its address, as env:VARIABLE`;
  }
  const written = variableOf(settings.url, variables);
  if ("fault" in written) return `takes its address from ${written.fault}`;
  const address = addressOf(written.value);
  return typeof address === "string"
    ? `takes its address from ${written.name}, which ${address}`
    : address;
}

/** What a token's environment is called where nobody names one. */
const usualEnvironment = "production";

function tokensFor(
  client: StoreClient,
  settings: StoreSettings,
): Iterable<readonly [environment: string, written: string]> | string {
  if (client.tokenPerEnvironment && settings.tokens.size > 0) return settings.tokens;
  if (settings.token !== undefined) return [[usualEnvironment, settings.token]];
  const many = client.tokenPerEnvironment ? " or `tokens`" : "";
  return `needs a \`token\`${many}: name the variable that holds it, as env:VARIABLE`;
}

function variableOf(
  written: string,
  variables: Variables,
): { readonly name: string; readonly value: string } | { readonly fault: string } {
  const name = /^env:([a-z_]\w*)$/i.exec(written)?.[1];
  // What stands there may be a secret that somebody wrote down, so it is not told.
  if (name === undefined) return { fault: "a text that is not env:VARIABLE" };
  const value = variables[name]?.trim() ?? "";
  if (value === "") return { fault: `the variable ${name}, which is not set` };
  // A line break would end the header that carries it.
  if (/[^\x21-\x7E]/.test(value)) {
    return { fault: `the variable ${name}, which holds spaces or signs that no token has` };
  }
  return { name, value };
}
