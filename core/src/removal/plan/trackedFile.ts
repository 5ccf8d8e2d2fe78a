import { deadStatements } from "../statements/unreachable.js";
import { openUnit, type Unit } from "../syntax/unit.js";
import type { Known } from "../flow/knownValue.js";
import { TrackedText, type Edit, type Mark } from "../text/trackedText.js";

/** One file of the removal: its text as it was, as it is now, and what is known in between. */
export class TrackedFile {
  readonly path: string;
  readonly originalText: string;
  /** Original offsets of declared names that are known to hold the flag's value. */
  readonly constants = new Map<number, Known>();
  /** Members of parameters that were looked at and must stay. */
  readonly settledMembers = new Set<string>();
  /** Members of parameters that could not go yet, with the revision at which that was found. */
  readonly triedMembers = new Map<string, number>();
  /** Members that a parameter, by its original offset, no longer hands on to the components it is spread into. */
  readonly lostMembers = new Map<number, Set<string>>();
  /** Names of the hooks whose calls were taken out, by original offset. */
  readonly droppedHooks = new Map<number, string>();
  /** Props that every element of a class component gives alike, by the original offset of the class's name. */
  readonly classProps = new Map<number, ReadonlyMap<string, Mark>>();
  deleted = false;
  /** How often the text has changed. */
  revision = 0;
  #text: TrackedText;
  #unit: Unit | undefined;
  #original: Unit | undefined;
  #dead: ReadonlySet<number> | undefined;
  readonly #unwrapped = new Set<number>();
  readonly #keptBlocks = new Set<number>();

  constructor(path: string, text: string) {
    this.path = path;
    this.originalText = text;
    this.#text = TrackedText.of(text);
  }

  /** The parse of the current text. */
  get unit(): Unit {
    return (this.#unit ??= openUnit(this.path, this.#text, {
      unwrapped: this.#unwrapped,
      keptBlocks: this.#keptBlocks,
    }));
  }

  /** The parse of the text as it was. */
  get original(): Unit {
    return this.#keepOriginal();
  }

  /** Original offsets of statements that could never run. */
  get deadInOriginal(): ReadonlySet<number> {
    return (this.#dead ??= deadStatements(this.original.source));
  }

  get text(): TrackedText {
    return this.#text;
  }

  get changed(): boolean {
    return this.deleted || this.#text.text !== this.originalText;
  }

  /** Applies the edits that do not overlap an earlier one; returns whether the text changed. */
  apply(edits: readonly Edit[]): boolean {
    const accepted = withoutOverlaps(edits);
    if (accepted.length === 0) return false;
    this.#keepOriginal();
    for (const edit of accepted) {
      this.#remember(edit.unwraps, this.#unwrapped);
      this.#remember(edit.keepsBlocks, this.#keptBlocks);
    }
    const before = this.#text.text;
    this.#text = this.#text.apply(accepted);
    this.#unit = undefined;
    this.revision++;
    return this.#text.text !== before;
  }

  /** Keeps the parse of the text before its first change, so that it need not be parsed again. */
  #keepOriginal(): Unit {
    return (this.#original ??= this.changed
      ? openUnit(this.path, TrackedText.of(this.originalText), {
          unwrapped: new Set(),
          keptBlocks: new Set(),
        })
      : this.unit);
  }

  #remember(offsets: readonly number[] | undefined, origins: Set<number>): void {
    for (const offset of offsets ?? []) {
      const origin = this.#text.originAt(offset);
      if (origin >= 0) origins.add(origin);
    }
  }
}

function withoutOverlaps(edits: readonly Edit[]): Edit[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  const accepted: Edit[] = [];
  let end = -1;
  for (const edit of ordered) {
    if (edit.start < end) continue;
    accepted.push(edit);
    end = Math.max(edit.end, edit.start);
  }
  return accepted;
}
