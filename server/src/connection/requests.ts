import {
  CancellationTokenSource,
  LSPErrorCodes,
  ErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type Position,
  type TextDocumentIdentifier,
} from "vscode-languageserver/node";
import type { RequestKind } from "../protocol/requestKind.js";
import type { DocumentView } from "../workspaces/snapshot.js";
import type { Workspaces } from "../workspaces/workspaces.js";
import type { Log } from "./log.js";

/** Anything that names a document, and perhaps a place in it. */
interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position?: Position;
}

/**
 * Takes requests, each on its own: one that fails says so and harms no other, one that is cancelled ends at once, and
 * one whose parameters make no sense is refused before anything looks at them.
 */
export class Requests {
  readonly #connection: Connection;
  readonly #workspaces: Workspaces;
  readonly #log: Log;
  readonly #methods: string[] = [];
  #count = 0;

  constructor(connection: Connection, workspaces: Workspaces, log: Log) {
    this.#connection = connection;
    this.#workspaces = workspaces;
    this.#log = log;
  }

  /** Every method that is answered. */
  get methods(): readonly string[] {
    return this.#methods;
  }

  on<P, R>(
    { method }: RequestKind<P, R>,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): void {
    this.#methods.push(method);
    this.#connection.onRequest(method, async (params: P, token: CancellationToken) => {
      const name = `#${++this.#count} ${method}`;
      const started = performance.now();
      this.#log.trace(`${name} begins`, JSON.stringify(params));
      try {
        if (typeof params !== "object" || params === null) throw invalidParams(method);
        const result = await unlessCancelled(token, () => handler(params, token));
        this.#log.trace(`${name} took ${(performance.now() - started).toFixed(1)} ms`);
        return result;
      } catch (error) {
        if (error instanceof ResponseError) return error;
        this.#log.error(`${name} failed`, error);
        const reason = error instanceof Error ? error.message : String(error);
        return new ResponseError(ErrorCodes.InternalError, `${method} failed: ${reason}`);
      }
    });
  }

  /** A request about one document; `empty` answers for a document that no project covers. */
  onDocument<P extends DocumentParams, R>(
    kind: RequestKind<P, R>,
    empty: R,
    handler: (params: P, view: DocumentView, token: CancellationToken) => R | Promise<R>,
  ): void {
    this.on(kind, async (params, token) => {
      if (!namesDocument(params)) throw invalidParams(kind.method);
      const view = await this.#workspaces.viewOf(params.textDocument.uri);
      if (token.isCancellationRequested) throw cancelled();
      return view === undefined ? empty : handler(params, view, token);
    });
  }
}

/** The refusal of parameters that are not what the protocol says. */
export function invalidParams(method: string): ResponseError {
  return new ResponseError(
    ErrorCodes.InvalidParams,
    `The parameters of ${method} are not what the protocol says.`,
  );
}

/** The answer to a request that the editor no longer wants. */
export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}

/** The handler's answer, or the refusal as soon as the editor cancels, whatever the handler still waits for. */
function unlessCancelled<R>(token: CancellationToken, run: () => R | Promise<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(cancelled());
    };
    if (token.isCancellationRequested) {
      stop();
      return;
    }
    const listening = token.onCancellationRequested(stop);
    Promise.resolve()
      .then(run)
      .then(resolve, reject)
      .finally(() => {
        listening.dispose();
      });
  });
}

function namesDocument(params: DocumentParams): boolean {
  const { textDocument, position } = params as {
    readonly textDocument?: { readonly uri?: unknown };
    readonly position?: { readonly line?: unknown; readonly character?: unknown };
  };
  if (typeof textDocument?.uri !== "string") return false;
  return (
    position === undefined ||
    (Number.isInteger(position.line) && Number.isInteger(position.character))
  );
}

/** A token that nobody cancels, for work that no request asked for. */
export function neverCancelled(): CancellationToken {
  return new CancellationTokenSource().token;
}
