import { allRules, type Finding, type Problem } from "@halyard/core";
import { openWorkspace, type OpenOptions, type Progress, type Workspace } from "@halyard/core/node";
import { Snapshot, type Carried, type Naming } from "./snapshot.js";

/** What a project is at. `broken`: its configuration cannot be relied on, and only its problems are known. */
export type ProjectState = "opening" | "ready" | "broken";

/**
 * What a change did: `document` is an edit of open documents, `judged` says that the slow rules have looked at what was
 * edited, and `workspace` can change any file's answers.
 */
export type ChangeKind = "document" | "judged" | "workspace";

/** The slow rules look at what was edited this many milliseconds after the last edit. */
const judgingDelay = 300;

/** The rules that follow calls through the code. */
const slowRules = new Set(
  allRules.filter(({ meta }) => meta.needs !== undefined).map(({ id }) => id),
);

/** What a project needs of the server. */
export interface ProjectHost {
  /** Made anew at each opening: the clock goes on, and settings change. */
  openOptions(root: string): Promise<Omit<OpenOptions, "cwd">>;
  naming(root: string): Naming;
  onProgress(project: Project, progress: Progress): void;
  onChange(project: Project, kind: ChangeKind): void;
  onFailure(message: string, error: unknown): void;
}

interface Pending {
  readonly texts: Map<string, string | null>;
  readonly files: Set<string>;
  relist: boolean;
  reopen: boolean;
  now: Date | undefined;
}

/**
 * One workspace that is kept up to date: changes queue up while one is being taken in, and the newest text of a
 * document replaces those before it.
 */
export class Project {
  readonly root: string;
  readonly #host: ProjectHost;
  readonly #naming: Naming;
  /** The documents that are open in it, by path. */
  readonly #open = new Map<string, string>();
  #pending = nothing();
  #running: Promise<void> | undefined;
  #workspace: Workspace | undefined;
  #problems: readonly Problem[] = [];
  #snapshot: Snapshot | undefined;
  #revision = 0;
  #isDisposed = false;
  /** The last state that every rule has looked at, and the files that were edited since. */
  #whole: Snapshot | undefined;
  readonly #edited = new Set<string>();
  #judging: NodeJS.Timeout | undefined;
  /** Whether the project has been opened and what its first answers can do without is being done. */
  #isCompleting = false;
  /** Called when the completing begins, and when nothing is left to be taken in. */
  readonly #waiting: (() => void)[] = [];

  constructor(root: string, host: ProjectHost) {
    this.root = root;
    this.#host = host;
    this.#naming = host.naming(root);
    this.reopen();
  }

  get state(): ProjectState {
    if (this.#snapshot !== undefined) return "ready";
    return this.#revision === 0 ? "opening" : "broken";
  }

  /** Raised by every change that has been taken in. */
  get revision(): number {
    return this.#revision;
  }

  /** Whether nothing waits to be taken in. */
  get isSettled(): boolean {
    return this.#running === undefined;
  }

  /** What stopped the project from opening; empty while it is open. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  uriOf(path: string): string {
    return this.#naming.uriOf(path);
  }

  /** An open document's text, or null for one that was closed. */
  changeText(path: string, text: string | null): void {
    if (text === null) this.#open.delete(path);
    else this.#open.set(path, text);
    this.#pending.texts.set(path, text);
    this.#start();
  }

  /** Files that changed on the disk; `relist` where others may have come or gone with them. */
  changeFiles(paths: Iterable<string>, relist = false): void {
    for (const path of paths) this.#pending.files.add(path);
    this.#pending.relist ||= relist;
    this.#start();
  }

  changeClock(now: Date): void {
    this.#pending.now = now;
    this.#start();
  }

  /** Reads everything again: the configuration has changed. */
  reopen(): void {
    this.#pending.reopen = true;
    this.#start();
  }

  /** The state once every change so far has been taken in; undefined where the project is broken. */
  async settled(): Promise<Snapshot | undefined> {
    while (this.#running !== undefined) await this.#running;
    return this.#snapshot;
  }

  /** As `settled`, but right after opening it does not wait for the rules that follow calls through the code. */
  async readable(): Promise<Snapshot | undefined> {
    while (this.#running !== undefined && !(this.#isCompleting && isNothing(this.#pending))) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return this.#snapshot;
  }

  /** The last state, which may lag behind what the editor has. */
  get current(): Snapshot | undefined {
    return this.#snapshot;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    clearTimeout(this.#judging);
    await this.#workspace?.close();
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#wake();
    });
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #run(): Promise<void> {
    // Everything that arrives in one message, and in those already read, is taken in together.
    await Promise.resolve();
    while (!this.#isDisposed && !isNothing(this.#pending)) {
      const pending = this.#pending;
      this.#pending = nothing();
      // An analysis computes when first asked, from an index that is about to change.
      if (!pending.reopen) this.#whole?.findings();
      const isEdit = pending.texts.size > 0 && pending.files.size === 0 && !pending.reopen;
      try {
        if (pending.reopen || this.#workspace === undefined) {
          await this.#openAnew();
          await this.#complete();
        } else await this.#refresh(this.#workspace, pending);
      } catch (error) {
        await this.#recover(error);
      }
      this.#revision++;
      for (const path of pending.texts.keys()) this.#edited.add(path);
      this.#snapshot = this.#workspace && this.#snapshotOf(this.#workspace, isEdit);
      this.#told(isEdit ? "document" : "workspace");
    }
    // What was opened while the project was being closed has threads too.
    if (this.#isDisposed) await this.#workspace?.close();
  }

  /** The state with the judgement of every rule, which takes longer than an edit may. */
  judge(): void {
    clearTimeout(this.#judging);
    if (this.#workspace === undefined || this.#snapshot?.carried === undefined) return;
    const before = this.#whole;
    this.#snapshot = this.#snapshotOf(this.#workspace, false);
    const said = [before, this.#whole].some((one) => one?.findings().some(isSlow) === true);
    // Where the slow rules have nothing to say and had nothing to say, nobody has to ask again.
    if (said) this.#told("judged");
  }

  /** After an edit the quick rules speak at once, and the others once the editing pauses. */
  #snapshotOf(workspace: Workspace, isEdit: boolean): Snapshot {
    const whole = this.#whole;
    const isSame = whole?.analysis.registries === workspace.analysis.registries;
    if (isEdit && isSame) {
      this.#judgeSoon(workspace);
      const carried = carriedFrom(whole, this.#edited);
      return new Snapshot(workspace, this.#revision, this.#naming, carried);
    }
    this.#edited.clear();
    this.#whole = new Snapshot(workspace, this.#revision, this.#naming);
    return this.#whole;
  }

  #judgeSoon(workspace: Workspace): void {
    clearTimeout(this.#judging);
    this.#judging = setTimeout(() => {
      if (!this.#isDisposed && this.isSettled && this.#workspace === workspace) this.judge();
    }, judgingDelay).unref();
  }

  /** A project that was closed meanwhile has nothing to tell. */
  #told(kind: ChangeKind): void {
    if (!this.#isDisposed) this.#host.onChange(this, kind);
  }

  async #refresh(workspace: Workspace, { texts, files, relist, now }: Pending): Promise<void> {
    await workspace.refresh({ texts, files, relist, ...(now && { now }) });
  }

  async #openAnew(): Promise<void> {
    const before = this.#workspace;
    this.#workspace = undefined;
    await before?.close();
    const opened = await openWorkspace({
      ...(await this.#host.openOptions(this.root)),
      cwd: this.root,
      live: true,
      onProgress: (progress) => {
        // What is read later is read for one answer, and nothing would tell when it is done.
        const isOpening = this.#workspace === undefined || this.#isCompleting;
        if (isOpening) this.#host.onProgress(this, progress);
      },
    });
    this.#problems = opened.ok ? [] : opened.problems;
    if (!opened.ok) return;
    // What editors have sent until now is among the open documents.
    this.#pending.texts.clear();
    await opened.workspace.refresh({ texts: this.#open });
    this.#workspace = opened.workspace;
  }

  /** Answers with what is known already, then has the rest of the opening done. */
  async #complete(): Promise<void> {
    const workspace = this.#workspace;
    if (workspace === undefined) return;
    this.#revision++;
    this.#snapshot = new Snapshot(workspace, this.#revision, this.#naming, noneYet);
    this.#isCompleting = true;
    this.#wake();
    this.#told("document");
    try {
      // The answers that waited for this moment go out first.
      await new Promise((resolve) => setImmediate(resolve));
      await workspace.complete();
    } finally {
      this.#isCompleting = false;
    }
  }

  /** A bug in taking in a change must not leave a state that is half old: the workspace is read afresh. */
  async #recover(error: unknown): Promise<void> {
    this.#host.onFailure(
      `A change in ${this.root} could not be taken in; reading all of it again`,
      error,
    );
    try {
      await this.#openAnew();
      await this.#workspace?.complete();
    } catch (again) {
      this.#host.onFailure(`${this.root} cannot be read`, again);
      this.#workspace = undefined;
      const reason = again instanceof Error ? again.message : String(again);
      const message = `Halyard cannot read this workspace because of an internal error (${reason}); please report it.`;
      this.#problems = [{ code: "internal-error", severity: "error", message, path: "" }];
    }
  }
}

/** Before the slow rules have looked at anything. */
const noneYet: Carried = { findings: [], suppressed: [] };

function isSlow({ ruleId }: Finding): boolean {
  return slowRules.has(ruleId);
}

function carriedFrom(whole: Snapshot, edited: ReadonlySet<string>): Carried {
  const { analysis } = whole;
  return {
    findings: analysis
      .findings()
      .filter((finding) => isSlow(finding) && !edited.has(finding.place.path)),
    suppressed: analysis.suppressedFindings(),
  };
}

function nothing(): Pending {
  return { texts: new Map(), files: new Set(), relist: false, reopen: false, now: undefined };
}

function isNothing({ texts, files, relist, reopen, now }: Pending): boolean {
  return texts.size === 0 && files.size === 0 && !relist && !reopen && now === undefined;
}
