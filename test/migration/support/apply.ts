import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RetirementStep } from "../../../core/src/retire/model.js";

/** Writes a step's change to a directory, as a person does who has looked at it. */
export function applyStep(directory: string, step: RetirementStep): void {
  for (const { path, kind, newText } of step.files) {
    if (kind === "delete") rmSync(join(directory, path));
    else writeFileSync(join(directory, path), newText);
  }
}
