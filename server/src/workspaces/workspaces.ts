import { closeSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { discoverConfig } from "@halyard/core/node";
import type { Documents } from "../documents/documents.js";
import { filePathOf, isWithin, pathWithin, realPathOf, type Folder } from "./places.js";
import { Project, type ProjectHost } from "./project.js";
import { configName, Roots } from "./roots.js";
import type { DocumentView } from "./snapshot.js";
import { isUnsaved, UnsavedDocuments, unsavedScheme } from "./unsaved.js";

/** A document of a project: the project with the path in it. */
export interface Placed {
  readonly project: Project;
  readonly path: string;
}

/** A configuration that is being typed is read this many milliseconds after the last stroke. */
const configurationDelay = 300;

/**
 * The projects of the editor's folders and documents.
 *
 * A project opens when the first folder or document asks for it, and closes when none does.
 */
export class Workspaces {
  readonly #host: ProjectHost;
  readonly #documents: Documents;
  readonly #roots = new Roots();
  readonly #projects = new Map<string, Project>();
  readonly #unsaved = new UnsavedDocuments();
  /** Revisions of projects that are closed, so that the sum never falls. */
  #gone = 0;
  #configurationTimer: NodeJS.Timeout | undefined;
  /** Settled once the editor's folders are known: what is asked before has to wait for them. */
  readonly #ready: Promise<void>;
  #becomeReady: (() => void) | undefined;

  constructor(host: ProjectHost, documents: Documents) {
    this.#host = host;
    this.#documents = documents;
    this.#ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
  }

  /** One number for the state of all projects, raised by every change that any of them has taken in. */
  get revision(): number {
    return this.#gone + this.projects.reduce((sum, { revision }) => sum + revision, 0);
  }

  /** Whether the editor's folders are known, so that it can be said which projects there are. */
  get knowsFolders(): boolean {
    return this.#becomeReady === undefined;
  }

  /** Settles once they are. */
  get foldersKnown(): Promise<void> {
    return this.#ready;
  }

  get roots(): Roots {
    return this.#roots;
  }

  get projects(): readonly Project[] {
    return [...this.#projects.values()];
  }

  setFolders(folders: readonly Folder[]): void {
    this.#roots.setFolders(folders);
    this.#settleProjects();
    this.#becomeReady?.();
    this.#becomeReady = undefined;
  }

  /** The project that a document belongs to, and its path there; undefined for what no project covers. */
  placeOf(uri: string): Placed | undefined {
    const real = realFileOf(uri);
    const root = real === undefined ? undefined : this.#roots.rootFor(real);
    if (real === undefined || root === undefined) return undefined;
    const path = pathWithin(root, real);
    return path === undefined ? undefined : { project: this.#projectAt(root), path };
  }

  /** The same, once the project has taken in everything; it may be broken. */
  async settledPlaceOf(uri: string): Promise<Placed | undefined> {
    await this.#ready;
    const placed = this.placeOf(uri);
    await placed?.project.settled();
    return placed;
  }

  /**
   * As `settledPlaceOf`; a project that has just been opened need not have followed calls through the code, so that
   * the document somebody looks at is answered first.
   */
  async readablePlaceOf(uri: string): Promise<Placed | undefined> {
    await this.#ready;
    const placed = this.placeOf(uri);
    await placed?.project.readable();
    return placed;
  }

  /** The document in its project's newest state, every change taken in; undefined where no project answers for it. */
  async viewOf(uri: string): Promise<DocumentView | undefined> {
    await this.#ready;
    if (this.#documents.isOpen(uri) && this.#documents.get(uri) === undefined) return undefined;
    const placed = this.placeOf(uri);
    if (placed === undefined) return this.#unsavedViewOf(uri);
    const snapshot = await placed.project.settled();
    return snapshot && { snapshot, uri, path: placed.path };
  }

  /** A document that was never saved, beside the project of the first folder. */
  async #unsavedViewOf(uri: string): Promise<DocumentView | undefined> {
    const document = this.#documents.get(uri);
    const project = this.#nearestToUnsaved();
    if (document === undefined || project === undefined || !isUnsaved(document)) return undefined;
    const snapshot = await project.settled();
    return snapshot && { ...(await this.#unsaved.beside(snapshot, document)), uri };
  }

  /** Nothing of a project changes, but what is shown beside it. */
  #unsavedChanged(uri: string): void {
    const project = this.#nearestToUnsaved();
    if (project !== undefined && uri.startsWith(unsavedScheme)) {
      this.#host.onChange(project, "document");
    }
  }

  #nearestToUnsaved(): Project | undefined {
    const [folder] = this.#roots.folders;
    return folder && this.#projects.get(this.#roots.rootOf(folder));
  }

  /** The projects that a request is about: those of a document or folder, or all of them. */
  async projectsFor(uri: string | undefined): Promise<readonly Project[]> {
    if (uri === undefined) return this.settled();
    await this.#ready;
    const real = realFileOf(uri);
    const placed = this.placeOf(uri);
    const named = real === undefined ? undefined : this.#projects.get(real);
    const found = named ?? placed?.project;
    await found?.settled();
    return found === undefined ? [] : [found];
  }

  /** Whether a project answers for one of its paths: no nearer project does. */
  owns(project: Project, path: string): boolean {
    return !this.projects.some(
      (other) =>
        other !== project &&
        isWithin(other.root, project.root) &&
        isWithin(join(project.root, path), other.root),
    );
  }

  /** Every project, once all of them have taken in everything; broken ones too. */
  async settled(): Promise<readonly Project[]> {
    await this.#ready;
    for (;;) {
      const { projects } = this;
      await Promise.all(projects.map((project) => project.settled()));
      // Opening one can bring up others that lie in it.
      if (this.projects.every((one) => projects.includes(one) && one.isSettled)) return projects;
    }
  }

  documentChanged(uri: string): void {
    // Until the folders are known, nobody can tell whose document it is; projects take in what is open.
    if (!this.knowsFolders) return;
    const placed = this.placeOf(uri);
    if (placed === undefined) {
      this.#unsavedChanged(uri);
      return;
    }
    placed.project.changeText(placed.path, this.#textOf(uri, placed));
    if (configName.test(placed.path)) this.#configurationChangedSoon();
  }

  documentClosed(uri: string): void {
    if (!this.knowsFolders) return;
    const placed = this.placeOf(uri);
    if (placed === undefined) this.#unsavedChanged(uri);
    else placed.project.changeText(placed.path, null);
    if (placed !== undefined && configName.test(placed.path)) this.#configurationChangedSoon();
    this.#settleProjects();
  }

  /** Files changed on the disk; `mayMove` where directories may be among them. */
  filesChanged(uris: readonly string[], mayMove = false): void {
    const paths = uris.flatMap((uri) => realFileOf(uri) ?? []);
    if (paths.some((path) => configName.test(path) || this.#configures(path))) {
      this.#configurationChanged();
    }
    for (const project of this.#projects.values()) {
      const own = paths.flatMap((path) => pathWithin(project.root, path) ?? []);
      const isSwitched = own.some((path) => path.endsWith(".git/HEAD"));
      if (own.length > 0) project.changeFiles(own, mayMove || isSwitched);
    }
  }

  /** Opens projects with a configuration of their own inside of one that has just been opened. */
  openNested(project: Project): void {
    for (const path of project.current?.files ?? []) {
      if (!configName.test(path) || !path.includes("/")) continue;
      const root = join(project.root, dirname(path));
      // It may have gone since the files were listed.
      if (discoverConfig(root).root === root) this.#projectAt(root);
    }
  }

  /** Reads everything again. */
  reload(projects: readonly Project[] = this.projects): void {
    for (const project of projects) project.reopen();
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#configurationTimer);
    await Promise.all(this.projects.map((project) => project.dispose()));
  }

  /** A manifest is a configuration where a project took it for one, or where it has become one. */
  #configures(path: string): boolean {
    if (!path.endsWith("package.json")) return false;
    const isUsed = this.projects.some(
      ({ root, current }) =>
        current?.analysis.config.path === "package.json" && join(root, "package.json") === path,
    );
    return isUsed || discoverConfig(dirname(path)).configPath === "package.json";
  }

  #configurationChangedSoon(): void {
    clearTimeout(this.#configurationTimer);
    this.#configurationTimer = setTimeout(() => {
      this.#configurationChanged();
    }, configurationDelay);
  }

  #configurationChanged(): void {
    this.#roots.forget();
    this.#settleProjects();
    this.reload();
  }

  #projectAt(root: string): Project {
    const known = this.#projects.get(root);
    if (known !== undefined) return known;
    const project = new Project(root, this.#host);
    this.#projects.set(root, project);
    for (const { uri } of this.#documents.all) {
      const real = realFileOf(uri);
      if (real === undefined || this.#roots.rootFor(real) !== root) continue;
      const path = pathWithin(root, real);
      if (path !== undefined) project.changeText(path, this.#textOf(uri, { project, path }));
    }
    return project;
  }

  /** Opens what folders and documents need, and closes what nobody needs any more. */
  #settleProjects(): void {
    const needed = new Set(this.#roots.folders.map((folder) => this.#roots.rootOf(folder)));
    for (const { uri } of this.#documents.all) {
      const real = realFileOf(uri);
      const root = real === undefined ? undefined : this.#roots.rootFor(real);
      if (root !== undefined) needed.add(root);
    }
    for (const root of needed) this.#projectAt(root);
    for (const [root, project] of this.#projects) {
      const isInside = [...needed].some((one) => isWithin(root, one));
      // A project inside a needed one stays as long as its configuration does.
      if (needed.has(root) || (isInside && discoverConfig(root).root === root)) continue;
      this.#projects.delete(root);
      this.#gone += project.revision + 1;
      void project.dispose();
    }
  }

  /** The text as the disk would have it: editors leave out a byte order mark that the file has. */
  #textOf(uri: string, { project, path }: Placed): string | null {
    const document = this.#documents.get(uri);
    if (document === undefined) return null;
    const isMarked = !document.text.startsWith("\uFEFF") && hasMark(join(project.root, path));
    return isMarked ? `\uFEFF${document.text}` : document.text;
  }
}

function realFileOf(uri: string): string | undefined {
  const file = filePathOf(uri);
  return file === undefined ? undefined : realPathOf(file);
}

/** Whether a file on the disk begins with UTF-8's byte order mark. */
function hasMark(path: string): boolean {
  try {
    const descriptor = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(3);
      return readSync(descriptor, bytes, 0, 3, 0) === 3 && bytes.equals(mark);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // A document that was never saved has no file.
    return false;
  }
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
