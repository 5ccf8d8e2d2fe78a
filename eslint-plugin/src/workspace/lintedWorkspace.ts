import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FindingRecord, Snapshot, View, WorkspaceRequest } from "../service/protocol.js";
import { brokenSnapshot } from "../service/brokenSnapshot.js";
import type { ServiceThread } from "./serviceThread.js";

/** What the threads of one run share: the snapshot, and who tells what is wrong with it. */
export interface SharedRun {
  readonly snapshot: Snapshot;
  /** One number: 0 until a file has been chosen to carry the message, then that file's. */
  readonly teller: Int32Array<SharedArrayBuffer>;
}

/** What a workspace has from the thread that it is used in. */
export interface Surroundings {
  /** The thread that holds the workspaces; it is started when it is first needed. */
  readonly service: () => ServiceThread;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
}

/** Nobody lints for so long without a file; a person is at work, and files may have changed. In milliseconds. */
const pauseBeforeLookingAgain = 2_000;

/** The findings of one workspace, as one thread of ESLint asks for them. */
export class LintedWorkspace {
  readonly #request: WorkspaceRequest;
  /** The snapshot came from the thread that started this one and holds for the whole run. */
  readonly #isInherited: boolean;
  #run: SharedRun;
  readonly #service: Surroundings["service"];
  readonly #clock: Surroundings["clock"];
  #lastAsked: number | undefined;
  /** Files that the service knows with another text than the snapshot. */
  readonly #replaced = new Set<string>();
  readonly #views = new Map<string, ReadonlyMap<string, readonly FindingRecord[]>>();

  constructor(request: WorkspaceRequest, { service, clock }: Surroundings, inherited?: SharedRun) {
    this.#request = request;
    this.#service = service;
    this.#clock = clock;
    this.#isInherited = inherited !== undefined;
    this.#run = inherited ?? this.#open();
  }

  get run(): SharedRun {
    return this.#run;
  }

  get snapshot(): Snapshot {
    return this.#run.snapshot;
  }

  /**
   * Looks at the disk again where the last file was linted a while ago: an editor keeps the plugin loaded for hours,
   * a run on the command line never pauses. Says whether it did.
   */
  lookAgainAfterPause(): boolean {
    const paused =
      !this.#isInherited &&
      this.#lastAsked !== undefined &&
      this.#clock() - this.#lastAsked > pauseBeforeLookingAgain;
    if (paused) {
      this.#run = this.#open();
      this.#views.clear();
      this.#replaced.clear();
    }
    return paused;
  }

  /** The findings of a file whose text ESLint has, byte order mark left out; for one rule where a view is given. */
  findings(path: string, text: string, view: View | undefined): readonly FindingRecord[] {
    const found = this.#find(path, text, view);
    // The work itself, which may take long, is no pause.
    this.#lastAsked = this.#clock();
    return found;
  }

  #find(path: string, text: string, view: View | undefined): readonly FindingRecord[] {
    const { contentHashes, findings, isBroken } = this.snapshot;
    if (isBroken) return [];
    const known = contentHashes.get(path);
    // What the index leaves out, it leaves out; only a document that was never saved is not known yet.
    if (known === undefined && existsSync(join(this.snapshot.root, path))) {
      return view === undefined ? (findings.get(path) ?? []) : [];
    }
    if (known === undefined || !isText(known, text) || this.#replaced.has(path)) {
      this.#replaced.add(path);
      const answer = this.#service().ask({
        kind: "file",
        request: this.#request,
        path,
        text,
        view,
      });
      return answer.kind === "file" ? answer.findings : [];
    }
    return view === undefined ? (findings.get(path) ?? []) : (this.#inView(view).get(path) ?? []);
  }

  /** The findings of a file as it is on the disk, removals included. */
  findingsWithRemovals(path: string): readonly FindingRecord[] {
    const answer = this.#service().ask({ kind: "removals", request: this.#request, path });
    this.#lastAsked = this.#clock();
    return answer.kind === "removals" ? answer.findings : [];
  }

  /** Whether this file is the one that tells what is wrong with the workspace: the first that asks, in all threads. */
  isTeller(path: string): boolean {
    const id = createHash("sha1").update(path).digest().readInt32LE() || 1;
    const before = Atomics.compareExchange(this.#run.teller, 0, 0, id);
    return before === 0 || before === id;
  }

  #inView(view: View): ReadonlyMap<string, readonly FindingRecord[]> {
    const key = JSON.stringify(view);
    let found = this.#views.get(key);
    if (found === undefined) {
      const answer = this.#service().ask({ kind: "view", request: this.#request, view });
      found = answer.kind === "view" ? answer.findings : new Map();
      this.#views.set(key, found);
    }
    return found;
  }

  #open(): SharedRun {
    const answer = this.#service().ask({ kind: "open", request: this.#request });
    const snapshot =
      answer.kind === "open"
        ? answer.snapshot
        : brokenSnapshot(this.#request.cwd, [
            {
              severity: "error",
              code: "eslint-service",
              message: `Halyard could not read the workspace (${answer.reason}); please report this.`,
              path: "",
            },
          ]);
    const teller = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    return { snapshot, teller };
  }
}

/** Whether a text is what a hash was made of, with or without the byte order mark that ESLint takes away. */
function isText(hash: string, text: string): boolean {
  return [text, `\uFEFF${text}`].some(
    (one) => createHash("sha1").update(one).digest("base64") === hash,
  );
}
