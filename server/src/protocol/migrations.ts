import type { Location } from "vscode-languageserver/node";
import { requestKind } from "./requestKind.js";

export interface MigrationsParams {
  /** URI of a document or folder: only the migrations of its project. Absent: of all projects. */
  readonly uri?: string;
}

/** How far a migration has come, in order. */
export type MigrationStage = "off" | "dualwrite" | "shadow" | "live" | "rampdown" | "complete";

/** A flag with what it does in a migration, and what production says of it. */
export interface MigrationFlagItem {
  readonly role: "write" | "read" | "shadow" | "kill-switch" | "stages";
  readonly key: string;
  /** False where no registry has the key. */
  readonly isRegistered: boolean;
  /** How much of production gets the role's variant; null where it cannot be told. */
  readonly share: "none" | "some" | "all" | null;
  /** `on for everyone in production since 2026-09-15 (68 days)`; empty where nothing is known. */
  readonly reason: string;
  readonly location: Location;
}

/** One call that reaches one of the systems. */
export interface MigrationCallItem extends Location {
  readonly side: "old" | "new";
  readonly operation: "write" | "read";
  readonly purpose: "serve" | "shadow" | "sync" | "check";
  /** The function that makes the call. */
  readonly owner: string;
  /** Keys of the flags that decide whether it runs. */
  readonly guards: readonly string[];
}

/** One migration from an old system to a new one. */
export interface MigrationItem {
  /** Unique in one answer, and the same in the next: project and migration id. */
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly oldSystem: string;
  readonly newSystem: string;
  /** What the registry declares. */
  readonly declared: MigrationStage;
  /** What production's flags say; null where they do not tell. */
  readonly computed: MigrationStage | null;
  /** Null at the end. */
  readonly next: MigrationStage | null;
  /** What stands in the way of the next stage, in sentences. */
  readonly blockers: readonly string[];
  readonly definition: Location;
  readonly flags: readonly MigrationFlagItem[];
  /** False where the code could not be looked at; `calls` is then empty. */
  readonly codeKnown: boolean;
  readonly calls: readonly MigrationCallItem[];
  readonly findings: { readonly errors: number; readonly warnings: number };
}

export interface Migrations {
  readonly revision: number;
  /** By name. */
  readonly migrations: readonly MigrationItem[];
}

/** The migrations with their stages, flags and calls. */
export const migrationsRequest = requestKind<MigrationsParams, Migrations>("halyard/migrations");
