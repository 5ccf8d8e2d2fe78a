import type { Location, Position, TextDocumentIdentifier } from "vscode-languageserver/node";
import { requestKind } from "./requestKind.js";

/** The flag at a place of a document, or a flag by its key. */
export interface GatedByParams {
  readonly textDocument: TextDocumentIdentifier;
  /** A place on a key, in code or in the registry. */
  readonly position?: Position;
  readonly flagKey?: string;
}

/** Code that runs only while the flag is on, or only while it is off. */
export interface GatedBranch extends Location {
  readonly when: "on" | "off";
  /** The flag alone decides; false where other conditions take part. */
  readonly sole: boolean;
  /** The reference whose value decides. */
  readonly reference: Location;
}

/** Code that a flag decides about, in one file. */
export interface GatedFile {
  readonly uri: string;
  readonly path: string;
  readonly branches: readonly GatedBranch[];
}

/** Who is gated by a flag. */
export interface GatedBy {
  readonly flagKey: string | null;
  readonly files: readonly GatedFile[];
  /** Keys of flags that lean on it: prerequisites, guards, kill switches. */
  readonly dependents: readonly string[];
}

/** The code that a flag decides about, by file. */
export const gatedByRequest = requestKind<GatedByParams, GatedBy>("halyard/gatedBy");
