import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  CancellationTokenSource,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const program = fileURLToPath(
  new URL("../../server/bin/halyard-language-server.js", import.meta.url),
);

/** An editor that does nothing but measure. */
export class Client {
  /** @type {Map<string, number>} */
  #versions = new Map();

  /** @param {string} root */
  constructor(root) {
    this.root = root;
    this.server = spawn(process.execPath, [program, "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.server.stdout),
      new StreamMessageWriter(this.server.stdin),
    );
    this.connection.onRequest(() => null);
    this.connection.onNotification(() => {});
    this.connection.listen();
  }

  async initialize() {
    await this.ask("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(this.root).href,
      capabilities: {
        textDocument: {
          diagnostic: {},
          codeAction: {
            codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
            dataSupport: true,
            resolveSupport: { properties: ["edit"] },
          },
        },
        workspace: {
          diagnostics: { refreshSupport: true },
          workspaceEdit: { documentChanges: true, resourceOperations: ["delete"] },
        },
      },
      initializationOptions: { now: "2026-11-22" },
      workspaceFolders: [{ uri: pathToFileURL(this.root).href, name: "bench" }],
    });
    await this.connection.sendNotification("initialized", {});
  }

  /** @param {string} path */
  uri(path) {
    return pathToFileURL(join(this.root, path)).href;
  }

  /**
   * @param {string} path
   * @param {string} text
   */
  async open(path, text) {
    const uri = this.uri(path);
    this.#versions.set(uri, 1);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 1, text },
    });
  }

  /**
   * Types `text` at a place over `length` characters of its line, or over `lines` lines.
   *
   * @param {string} path
   * @param {string} text
   * @param {{ line: number, character: number }} start
   * @param {number} length
   */
  async change(path, text, start, length, lines = 0) {
    const uri = this.uri(path);
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    const end = { line: start.line + lines, character: start.character + length };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text, range: { start, end } }],
    });
  }

  /** @param {string} path */
  diagnostics(path) {
    return this.ask("textDocument/diagnostic", { textDocument: { uri: this.uri(path) } });
  }

  /**
   * @param {string} method
   * @param {object} params
   * @returns {Promise<any>}
   */
  ask(method, params) {
    return this.connection.sendRequest(method, params);
  }

  /**
   * Milliseconds from cancelling a request, `delay` after it was sent, to its answer.
   *
   * @param {string} method
   * @param {object} params
   * @param {number} delay
   */
  async cancelled(method, params, delay) {
    const source = new CancellationTokenSource();
    const asked = this.connection.sendRequest(method, params, source.token).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const started = performance.now();
    source.cancel();
    await asked;
    return performance.now() - started;
  }

  /** Resident memory of the server with all its threads, in MB. */
  memory() {
    const status = readFileSync(`/proc/${String(this.server.pid)}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024;
  }

  async stop() {
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    await this.ask("shutdown", {});
    await this.connection.sendNotification("exit");
    await ended;
    this.connection.dispose();
  }
}
