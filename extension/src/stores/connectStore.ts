import type { StoreItem, StoreVariable } from "halyard-language-server/protocol/stores";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import type { StoreTokens } from "./storeTokens.js";
import { addressOf, obeyedVariable, originOf, tokensOf } from "./variables.js";

/** Asks for a store's address, where it has one of its own, and its tokens. True when they are kept. */
export async function connectStore(store: StoreItem, tokens: StoreTokens): Promise<boolean> {
  const fault = faultOf(store);
  if (fault !== undefined) {
    void vscode.window.showErrorMessage(fault);
    return false;
  }
  const variable = addressOf(store);
  const address = variable === undefined ? {} : await askAddress(store, variable, tokens);
  if (address === undefined) return false;
  const given: Record<string, string> = {};
  for (const token of tokensOf(store)) {
    const value = await askToken(store, token);
    if (value === undefined) return false;
    if (value !== "") given[token.name] = value;
  }
  if (Object.keys(given).length === 0) return false;
  return tokens.keep(store, address, given);
}

/** Why a store cannot be connected as it is configured. */
function faultOf(store: StoreItem): string | undefined {
  const name = plain(store.name);
  const obeyed = obeyedVariable(store);
  if (obeyed !== undefined) {
    return vscode.l10n.t(
      "The store {0} names the variable {1}, which programs obey. Name another one in its settings.",
      name,
      obeyed,
    );
  }
  return tokensOf(store).length === 0
    ? vscode.l10n.t(
        "The store {0} names no variable for its token. Write `token: env:NAME` in its settings.",
        name,
      )
    : undefined;
}

async function askAddress(
  store: StoreItem,
  { name }: StoreVariable,
  tokens: StoreTokens,
): Promise<Record<string, string> | undefined> {
  const address = await vscode.window.showInputBox({
    title: titleOf(store),
    prompt: vscode.l10n.t("The store's address ({0})", name),
    value: tokens.addressFor(store)[name] ?? process.env[name] ?? "",
    placeHolder: "https://",
    ignoreFocusOut: true,
    validateInput: (text) =>
      originOf(text) === undefined
        ? vscode.l10n.t("An address begins with https://; http:// is for this machine only.")
        : undefined,
  });
  return address === undefined ? undefined : { [name]: address.trim() };
}

/** The token; empty where the person has none of this kind, undefined where they gave up. */
async function askToken(
  store: StoreItem,
  { name, use, environment }: StoreVariable,
): Promise<string | undefined> {
  const prompt =
    use === "write-token"
      ? vscode.l10n.t("Token that may archive ({0}); leave it empty to read only", name)
      : environment === null
        ? vscode.l10n.t("Token ({0})", name)
        : vscode.l10n.t("Token for {0} ({1}); leave it empty to do without", environment, name);
  const token = await vscode.window.showInputBox({
    title: titleOf(store),
    prompt: plain(prompt),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /[^\x21-\x7e]/.test(text.trim())
        ? vscode.l10n.t("A token has no spaces and no special signs.")
        : undefined,
  });
  return token?.trim();
}

function titleOf({ name, type }: StoreItem): string {
  return vscode.l10n.t("Connect {0} ({1})", plain(name), plain(type));
}
