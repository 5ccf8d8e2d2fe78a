import { requestKind } from "./requestKind.js";

export interface ReloadParams {
  /** URI of a document or folder: only its project. Absent: all projects. */
  readonly uri?: string;
}

export interface Reloaded {
  readonly revision: number;
}

/** Reads everything again, as a restart would; answers when that is done. */
export const reloadRequest = requestKind<ReloadParams, Reloaded>("halyard/reload");
