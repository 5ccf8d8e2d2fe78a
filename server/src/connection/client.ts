import type { ClientCapabilities, InitializeParams } from "vscode-languageserver/node";

/** What the server needs to know of the editor, from its capabilities; everything it does not name it cannot do. */
export interface Client {
  readonly name: string;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly codeDescription: boolean;
  readonly codeActionLiterals: boolean;
  /** The action's edit may be left for `codeAction/resolve`. */
  readonly resolvesActionEdits: boolean;
  readonly disabledActions: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  /** Which of `create`, `rename` and `delete` a workspace edit may hold. */
  readonly resourceOperations: ReadonlySet<string>;
  readonly definitionLinks: boolean;
  readonly markdown: boolean;
  readonly snippets: boolean;
  readonly prepareRename: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly showsDocuments: boolean;
  /** Commands of the editor itself that code lenses may call, from `initializationOptions.clientCommands`. */
  readonly commands: ReadonlySet<string>;
}

/** Reads the capabilities, all of which an editor may leave out. */
export function clientOf(params: InitializeParams): Client {
  const { textDocument = {}, workspace = {}, window = {} } = params.capabilities;
  return {
    name: params.clientInfo?.name ?? "an unnamed editor",
    ...diagnosticsOf(textDocument),
    ...actionsOf(textDocument),
    ...editsOf(workspace),
    ...shownBy(textDocument),
    ...workspaceOf(workspace),
    workDoneProgress: window.workDoneProgress === true,
    showsDocuments: window.showDocument?.support === true,
    commands: new Set(textsIn(optionOf(params.initializationOptions, "clientCommands"))),
  };
}

type DocumentCapabilities = NonNullable<ClientCapabilities["textDocument"]>;
type WorkspaceCapabilities = NonNullable<ClientCapabilities["workspace"]>;

function diagnosticsOf({ publishDiagnostics, diagnostic }: DocumentCapabilities) {
  const known = { ...publishDiagnostics, ...diagnostic };
  return {
    pullsDiagnostics: diagnostic !== undefined,
    relatedInformation: known.relatedInformation === true,
    diagnosticTags: known.tagSupport !== undefined,
    codeDescription: known.codeDescriptionSupport === true,
  };
}

function actionsOf({ codeAction }: DocumentCapabilities) {
  return {
    codeActionLiterals: codeAction?.codeActionLiteralSupport !== undefined,
    resolvesActionEdits:
      codeAction?.dataSupport === true &&
      codeAction.resolveSupport?.properties.includes("edit") === true,
    disabledActions: codeAction?.disabledSupport === true,
  };
}

function editsOf({ workspaceEdit }: WorkspaceCapabilities) {
  return {
    documentChanges: workspaceEdit?.documentChanges === true,
    changeAnnotations: workspaceEdit?.changeAnnotationSupport !== undefined,
    resourceOperations: new Set<string>(workspaceEdit?.resourceOperations ?? []),
  };
}

function shownBy({ definition, hover, completion, rename, documentSymbol }: DocumentCapabilities) {
  return {
    definitionLinks: definition?.linkSupport === true,
    markdown: hover?.contentFormat?.includes("markdown") === true,
    snippets: completion?.completionItem?.snippetSupport === true,
    prepareRename: rename?.prepareSupport === true,
    hierarchicalSymbols: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}

function workspaceOf(workspace: WorkspaceCapabilities) {
  const { didChangeConfiguration, didChangeWatchedFiles: watching } = workspace;
  return {
    configuration: workspace.configuration === true,
    registersConfiguration: didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: watching?.dynamicRegistration === true,
    workspaceFolders: workspace.workspaceFolders === true,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace.inlayHint?.refreshSupport === true,
  };
}

/** A member of the initialization options, which may be anything. */
export function optionOf(options: unknown, name: string): unknown {
  return typeof options === "object" && options !== null && Object.hasOwn(options, name)
    ? (options as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
