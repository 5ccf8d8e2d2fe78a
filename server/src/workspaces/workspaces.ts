import { dirname, join } from "node:path";
import { discoverConfig } from "@halyard/core/node";
import type { Documents, OpenDocument } from "../documents/documents.js";
import { filePathOf, folderOf, isWithin, pathWithin, realPathOf, type Folder } from "./places.js";
import { Project, type ProjectHost } from "./project.js";
import type { DocumentView } from "./snapshot.js";

/** A document of a project: the project with the path in it. */
export interface Placed {
  readonly project: Project;
  readonly path: string;
}

const configName = /(?:^|\/)halyard\.config\.(?:jsonc?|ya?ml)$/u;

/**
 * The folders of the editor and the projects in them: a file belongs to the nearest directory above it that has a
 * configuration, else to the repository's root.
 *
 * Projects open when the first folder or document asks for them, and close when none does.
 */
export class Workspaces {
  readonly #host: ProjectHost;
  readonly #documents: Documents;
  readonly #projects = new Map<string, Project>();
  /** Roots by directory, as `discoverConfig` gave them. */
  readonly #roots = new Map<string, string | undefined>();
  #folders: readonly Folder[] = [];

  constructor(host: ProjectHost, documents: Documents) {
    this.#host = host;
    this.#documents = documents;
  }

  get folders(): readonly Folder[] {
    return this.#folders;
  }

  get projects(): readonly Project[] {
    return [...this.#projects.values()];
  }

  /** Opens the projects of folders that came and closes those of folders that went. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.flatMap((uri) => folderOf(uri) ?? []);
    this.#roots.clear();
    this.#settleProjects();
  }

  /** Finds every root anew: a configuration came, went or changed. */
  configurationChanged(path: string): void {
    this.#roots.clear();
    const directory = dirname(path);
    for (const project of this.#projects.values()) {
      if (isWithin(project.root, directory) || isWithin(directory, project.root)) project.reopen();
    }
    this.#settleProjects();
  }

  /** The project that a document belongs to, and its path there; undefined for what no project covers. */
  placeOf(uri: string): Placed | undefined {
    const file = filePathOf(uri);
    const real = file === undefined ? undefined : realPathOf(file);
    if (real === undefined) return undefined;
    const root = this.#rootFor(dirname(real));
    const path = root === undefined ? undefined : pathWithin(root, real);
    if (root === undefined || path === undefined) return undefined;
    return { project: this.#projectAt(root), path };
  }

  /** The document in its project's newest state, every change taken in; undefined where no project answers for it. */
  async viewOf(uri: string): Promise<DocumentView | undefined> {
    if (this.#documents.isOpen(uri) && this.#documents.get(uri) === undefined) return undefined;
    const placed = this.placeOf(uri);
    const snapshot = await placed?.project.settled();
    if (placed === undefined || snapshot === undefined) return undefined;
    return { snapshot, uri: snapshot.uriOf(placed.path), path: placed.path };
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

  /** Every settled project with its state; broken ones too. */
  async settled(): Promise<readonly Project[]> {
    for (;;) {
      const { projects } = this;
      await Promise.all(projects.map((project) => project.settled()));
      // Opening one can bring up others that lie in it.
      if (this.projects.every((one) => projects.includes(one) && one.isSettled)) return projects;
    }
  }

  documentOpened(document: OpenDocument): void {
    this.#placed(document.uri, (placed, text) => {
      placed.project.changeText(placed.path, text);
    });
  }

  documentClosed(uri: string): void {
    this.placeOf(uri)?.project.changeText(this.placeOf(uri)?.path ?? "", null);
    this.#settleProjects();
  }

  /** Projects with a configuration of their own inside of one that has just been opened. */
  openNested(project: Project): void {
    for (const path of project.current?.files ?? []) {
      if (!configName.test(path) || !path.includes("/")) continue;
      this.#projectAt(join(project.root, dirname(path)));
    }
  }

  async dispose(): Promise<void> {
    await Promise.all(this.projects.map((project) => project.dispose()));
  }

  #placed(uri: string, then: (placed: Placed, text: string) => void): void {
    const placed = this.placeOf(uri);
    const document = this.#documents.get(uri);
    if (placed !== undefined && document !== undefined) then(placed, document.text);
  }

  /** A document outside of every folder has a project only where a configuration claims it. */
  #rootFor(directory: string): string | undefined {
    if (this.#roots.has(directory)) return this.#roots.get(directory);
    const { root, configPath } = discoverConfig(directory);
    const isCovered =
      configPath !== null || this.#folders.some(({ realPath }) => isWithin(directory, realPath));
    const answer = isCovered ? root : undefined;
    this.#roots.set(directory, answer);
    return answer;
  }

  #projectAt(root: string): Project {
    const known = this.#projects.get(root);
    if (known !== undefined) return known;
    const project = new Project(root, this.#host);
    this.#projects.set(root, project);
    for (const { uri, text } of this.#documents.all) {
      const file = filePathOf(uri);
      const real = file === undefined ? undefined : realPathOf(file);
      if (real === undefined || this.#rootFor(dirname(real)) !== root) continue;
      const path = pathWithin(root, real);
      if (path !== undefined) project.changeText(path, text);
    }
    return project;
  }

  /** Opens what folders and documents need, and closes what nobody needs any more. */
  #settleProjects(): void {
    const needed = new Set<string>();
    for (const { realPath } of this.#folders) needed.add(discoverConfig(realPath).root);
    for (const { uri } of this.#documents.all) {
      const file = filePathOf(uri);
      const real = file === undefined ? undefined : realPathOf(file);
      const root = real === undefined ? undefined : this.#rootFor(dirname(real));
      if (root !== undefined) needed.add(root);
    }
    for (const root of needed) this.#projectAt(root);
    for (const [root, project] of this.#projects) {
      const holder = [...needed].find((one) => isWithin(root, one));
      // A project inside a needed one stays as long as its configuration does.
      const stays =
        needed.has(root) || (holder !== undefined && discoverConfig(root).root === root);
      if (stays) continue;
      this.#projects.delete(root);
      void project.dispose();
    }
  }
}
