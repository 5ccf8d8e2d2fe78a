import type { DashboardData } from "./model.js";
import type { DashboardWords } from "./words.js";

/** What the editor tells the web view. */
export interface ToView {
  readonly type: "show";
  readonly data: DashboardData;
  readonly words: DashboardWords;
  readonly language: string;
}

/** What the web view may ask of the editor. Nothing else is listened to. */
export type FromView =
  | { readonly type: "ready" }
  | { readonly type: "remove"; readonly id: string }
  | { readonly type: "open"; readonly id: string }
  | { readonly type: "export"; readonly format: ExportFormat };

/** The ways in which the dashboard can be taken along. */
export const exportFormats = ["markdown", "csv", "svg"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** Reads a message of the web view, which may be anything; undefined for what is none of them. */
export function fromView(message: unknown): FromView | undefined {
  if (typeof message !== "object" || message === null || !("type" in message)) return undefined;
  if (message.type === "ready") return { type: "ready" };
  const id = "id" in message && typeof message.id === "string" ? message.id : undefined;
  if ((message.type === "remove" || message.type === "open") && id !== undefined) {
    return { type: message.type, id };
  }
  const format =
    "format" in message ? exportFormats.find((one) => one === message.format) : undefined;
  return message.type === "export" && format !== undefined ? { type: "export", format } : undefined;
}
