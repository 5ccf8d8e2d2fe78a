import type { InitializeParams } from "vscode-languageserver/node";

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
  readonly actionData: boolean;
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
  readonly relativePatterns: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly showsDocuments: boolean;
  /** Commands of the editor itself that code lenses may call, from `initializationOptions.clientCommands`. */
  readonly commands: ReadonlySet<string>;
}

/** Reads the capabilities, all of which an editor may leave out. */
export function clientOf({
  capabilities,
  clientInfo,
  initializationOptions,
}: InitializeParams): Client {
  const { textDocument = {}, workspace = {}, window = {} } = capabilities;
  const diagnostics = { ...textDocument.publishDiagnostics, ...textDocument.diagnostic };
  const action = textDocument.codeAction;
  const { workspaceEdit, didChangeWatchedFiles: watching } = workspace;
  return {
    name: clientInfo?.name ?? "an unnamed editor",
    pullsDiagnostics: textDocument.diagnostic !== undefined,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport === true,
    relatedInformation: diagnostics.relatedInformation === true,
    diagnosticTags: diagnostics.tagSupport !== undefined,
    codeDescription: diagnostics.codeDescriptionSupport === true,
    codeActionLiterals: action?.codeActionLiteralSupport !== undefined,
    resolvesActionEdits: action?.resolveSupport?.properties.includes("edit") === true,
    disabledActions: action?.disabledSupport === true,
    actionData: action?.dataSupport === true,
    documentChanges: workspaceEdit?.documentChanges === true,
    changeAnnotations: workspaceEdit?.changeAnnotationSupport !== undefined,
    resourceOperations: new Set(workspaceEdit?.resourceOperations ?? []),
    definitionLinks: textDocument.definition?.linkSupport === true,
    markdown: textDocument.hover?.contentFormat?.includes("markdown") === true,
    snippets: textDocument.completion?.completionItem?.snippetSupport === true,
    prepareRename: textDocument.rename?.prepareSupport === true,
    hierarchicalSymbols: textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    configuration: workspace.configuration === true,
    registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: watching?.dynamicRegistration === true,
    relativePatterns: watching?.relativePatternSupport === true,
    workspaceFolders: workspace.workspaceFolders === true,
    workDoneProgress: window.workDoneProgress === true,
    refreshesCodeLenses: workspace.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace.inlayHint?.refreshSupport === true,
    showsDocuments: window.showDocument?.support === true,
    commands: new Set(textsIn(optionOf(initializationOptions, "clientCommands"))),
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
