import type { JsonValue } from "@halyard/core";
import { setTimeout as sleep } from "node:timers/promises";
import { askedWait, faultOfConnection, faultOfStatus, isPassing } from "./answers.js";
import { StoreFault } from "./fault.js";
import type { HttpLimits } from "./limits.js";
import { readBody } from "./readBody.js";

/** What a conversation with a store needs. */
export interface HttpSettings {
  /** Checked by `addressOf`: HTTPS, or loopback. */
  readonly base: URL;
  /** Sent with every question to this host, and to no other. */
  readonly headers: Readonly<Record<string, string>>;
  /** What must not be in anything that is kept. */
  readonly secrets: readonly string[];
  /** The environment variable that the token came from, for messages. */
  readonly tokenName: string;
  readonly limits: HttpLimits;
}

/** A question to a store. */
export interface Question {
  /** What is asked for, in words for messages: "the list of flags". */
  readonly what: string;
  /** Below the store's address; parts that come from data are encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: JsonValue;
  /** Asking twice changes nothing more, so that a lost answer may be asked for again; true for GET. */
  readonly repeatable?: boolean;
}

const mostRedirects = 3;

/** Shorter ones would be found in every other word. */
const shortestSecret = 6;

/**
 * Conversations with one store on one host. Every failure is a `StoreFault`.
 *
 * Answers are bounded in time and size; a wait that the store asks for is kept; redirects to other hosts are refused,
 * because the token would go with them.
 */
export class StoreHttp {
  readonly #settings: HttpSettings;
  readonly #deadline: number;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
    this.#deadline = performance.now() + settings.limits.total;
  }

  /** The most pages that a list may have. */
  get pages(): number {
    return this.#settings.limits.pages;
  }

  /** The answer's JSON; null for an empty answer. */
  async ask(question: Question): Promise<JsonValue> {
    const text = await this.#persist(question);
    if (text.trim() === "") return null;
    try {
      return JSON.parse(this.#withoutSecrets(text)) as JsonValue;
    } catch {
      const message = `answers ${question.what} with something that is not JSON; check its address`;
      throw new StoreFault("not-json", message);
    }
  }

  /** Asks again where that may help: not after a refusal, and not where asking twice could do something twice. */
  async #persist(question: Question): Promise<string> {
    const { limits } = this.#settings;
    const mayRepeat = question.repeatable ?? (question.method ?? "GET") === "GET";
    for (let turn = 1; ; turn++) {
      const outcome = await this.#try(question);
      if (typeof outcome === "string") return outcome;
      const { fault, wait = limits.pause * 2 ** (turn - 1) } = outcome;
      const isRefused = fault.kind === "too-many-requests";
      const mayTry = turn < limits.tries && isPassing(fault) && (mayRepeat || isRefused);
      if (!mayTry) throw fault;
      if (wait > limits.longestWait) {
        const seconds = Math.ceil(wait / 1000);
        const message = `asks to wait ${seconds} s before ${question.what}; try again then`;
        throw new StoreFault("too-many-requests", message);
      }
      if (performance.now() + wait > this.#deadline) throw this.#tooLong();
      await sleep(wait);
    }
  }

  async #try(
    question: Question,
  ): Promise<string | { readonly fault: StoreFault; readonly wait?: number }> {
    const { limits, tokenName } = this.#settings;
    const left = this.#deadline - performance.now();
    if (left <= 0) throw this.#tooLong();
    const timeout = Math.min(limits.timeout, Math.ceil(left));
    const signal = AbortSignal.timeout(timeout);
    try {
      const response = await this.#follow(question, signal);
      if (response.ok) return await readBody(response, limits.bytes, question.what);
      await response.body?.cancel();
      const wait = askedWait(response, Date.now());
      const fault = faultOfStatus(response.status, question.what, tokenName);
      return { fault, ...(wait !== undefined && { wait }) };
    } catch (error) {
      const fault = faultOfConnection(error, question.what, timeout);
      if (!isPassing(fault)) throw fault;
      return { fault };
    }
  }

  /** Follows redirects within the host by hand, so that no header ever reaches another one. */
  async #follow(question: Question, signal: AbortSignal): Promise<Response> {
    const { base, headers } = this.#settings;
    const { method = "GET", body, what } = question;
    let url = addressIn(base, question);
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await fetch(url, {
        method,
        signal,
        redirect: "manual",
        headers: {
          accept: "application/json",
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (response.status < 300 || response.status >= 400) return response;
      await response.body?.cancel();
      url = redirectOf(response, url, method, what);
    }
    throw new StoreFault("redirect", `redirects ${what} in circles; check its address`);
  }

  /** A store may tell the token back, in a flag's description or as the environment's key. */
  #withoutSecrets(text: string): string {
    let clean = text;
    for (const secret of this.#settings.secrets) {
      for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) {
        if (form.length >= shortestSecret) clean = clean.replaceAll(form, "[token]");
      }
    }
    return clean;
  }

  #tooLong(): StoreFault {
    const seconds = this.#settings.limits.total / 1000;
    return new StoreFault("timeout", `takes longer than ${seconds} s in all; try again later`);
  }
}

function addressIn(base: URL, { path, query = {} }: Question): URL {
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/$/, "") + path;
  for (const [name, value] of Object.entries(query)) {
    const values = typeof value === "object" ? value : [String(value)];
    for (const one of values) url.searchParams.append(name, one);
  }
  return url;
}

function redirectOf(response: Response, from: URL, method: string, what: string): URL {
  const location = response.headers.get("location");
  const to = location === null ? undefined : parsed(location, from);
  if (to === undefined || method !== "GET") {
    throw new StoreFault("redirect", `redirects ${what} to nowhere that is followed`);
  }
  if (to.origin !== from.origin) {
    const message = `redirects ${what} to another host, where the token must not go; check its address`;
    throw new StoreFault("redirect", message);
  }
  return to;
}

function parsed(location: string, from: URL): URL | undefined {
  try {
    return new URL(location, from);
  } catch {
    return undefined;
  }
}
