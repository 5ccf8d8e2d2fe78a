import { ConfigurationRequest, type Connection } from "vscode-languageserver/node";

/** What a person can set in the editor, for a folder or for all. */
export interface EditorSettings {
  readonly enable: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** The configuration file where it is not found by itself; empty otherwise. */
  readonly config: string;
  /** An ISO date or date-time to judge flags at; empty for today. */
  readonly now: string;
}

const defaults: EditorSettings = {
  enable: true,
  codeLens: true,
  inlayHints: true,
  config: "",
  now: "",
};

/**
 * The editor's settings, asked for folder by folder and forgotten when the editor says that they changed: two
 * folders may differ.
 */
export class Settings {
  readonly #connection: Connection;
  readonly #isAsked: boolean;
  readonly #folderOf: (uri: string) => string | undefined;
  #known = new Map<string, Promise<EditorSettings>>();

  /**
   * `isAsked`: the editor answers `workspace/configuration`; else the defaults hold. `folderOf` gives the URI of the
   * folder that a resource lies in, undefined for one outside of all.
   */
  constructor(
    connection: Connection,
    isAsked: boolean,
    folderOf: (uri: string) => string | undefined,
  ) {
    this.#connection = connection;
    this.#isAsked = isAsked;
    this.#folderOf = folderOf;
  }

  /** The settings of a document or folder. */
  of(uri: string): Promise<EditorSettings> {
    if (!this.#isAsked) return Promise.resolve(defaults);
    const scope = this.#folderOf(uri);
    const known = this.#known.get(scope ?? "");
    if (known !== undefined) return known;
    const asked = this.#ask(scope);
    this.#known.set(scope ?? "", asked);
    return asked;
  }

  forget(): void {
    this.#known = new Map();
  }

  async #ask(uri: string | undefined): Promise<EditorSettings> {
    const item = { section: "halyard", ...(uri !== undefined && { scopeUri: uri }) };
    try {
      const [answer] = (await this.#connection.sendRequest(ConfigurationRequest.type, {
        items: [item],
      })) as readonly unknown[];
      return settingsFrom(answer);
    } catch {
      // An editor that says it can answer and then cannot: the defaults are what it would get without asking.
      return defaults;
    }
  }
}

/** Takes what has the right type and leaves the rest at its default. */
function settingsFrom(answer: unknown): EditorSettings {
  if (typeof answer !== "object" || answer === null) return defaults;
  const given = answer as Readonly<Record<string, unknown>>;
  const flag = (name: "enable" | "codeLens" | "inlayHints"): boolean => {
    const value = given[name];
    return typeof value === "boolean" ? value : defaults[name];
  };
  const text = (name: "config" | "now"): string => {
    const value = given[name];
    return typeof value === "string" ? value : defaults[name];
  };
  return {
    enable: flag("enable"),
    codeLens: flag("codeLens"),
    inlayHints: flag("inlayHints"),
    config: text("config"),
    now: text("now"),
  };
}
