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
  | { readonly type: "remove"; readonly key: string }
  | { readonly type: "open"; readonly key: string }
  | { readonly type: "export"; readonly format: ExportFormat };

/** The ways in which the dashboard can be taken along. */
export const exportFormats = ["markdown", "csv", "svg"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** Reads a message of the web view, which may be anything; undefined for what is none of them. */
export function fromView(message: unknown): FromView | undefined {
  if (typeof message !== "object" || message === null || !("type" in message)) return undefined;
  if (message.type === "ready") return { type: "ready" };
  const key = "key" in message && typeof message.key === "string" ? message.key : undefined;
  if ((message.type === "remove" || message.type === "open") && key !== undefined) {
    return { type: message.type, key };
  }
  const format =
    "format" in message ? exportFormats.find((one) => one === message.format) : undefined;
  return message.type === "export" && format !== undefined ? { type: "export", format } : undefined;
}
