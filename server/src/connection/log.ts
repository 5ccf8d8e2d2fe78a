import type { Connection, TraceValue } from "vscode-languageserver/node";
import {
  MessageType,
  LogMessageNotification,
  LogTraceNotification,
} from "vscode-languageserver/node";

/** Where the server writes what people may want to read later: the editor's log of this server. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
  /** Written only while the editor asks for it (`$/setTrace`); `details` only where it asks for verbose. */
  trace(message: string, details?: string): void;
}

/** How much of the traffic is told. */
export type TraceLevel = TraceValue;

/** A log that goes through the connection, because standard output and error are not the server's to write to. */
export function createLog(connection: Connection, level: () => TraceLevel): Log {
  const send = (type: MessageType, message: string): void => {
    void connection.sendNotification(LogMessageNotification.type, { type, message });
  };
  return {
    info: (message) => send(MessageType.Info, message),
    warn: (message) => send(MessageType.Warning, message),
    error: (message, error) => send(MessageType.Error, withStack(message, error)),
    trace: (message, details) => {
      if (level() === "off") return;
      const verbose = level() === "verbose" && details !== undefined ? { verbose: details } : {};
      void connection.sendNotification(LogTraceNotification.type, { message, ...verbose });
    },
  };
}

function withStack(message: string, error: unknown): string {
  if (error === undefined) return message;
  return `${message}\n${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}`;
}
