import type { FlagItem } from "halyard-language-server/protocol/flags";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";

interface FlagPick extends vscode.QuickPickItem {
  readonly flag?: FlagItem;
}

/** What a flag is chosen for: which are the likely ones, what these are called, and the question. */
export interface FlagQuestion {
  readonly isLikely: (flag: FlagItem) => boolean;
  readonly likely: string;
  readonly question: string;
}

/** Lets the person choose a flag, the likely ones first; undefined where they choose none. */
export async function pickFlag(
  flags: readonly FlagItem[],
  { isLikely, likely, question }: FlagQuestion,
): Promise<FlagItem | undefined> {
  const first = flags.filter(isLikely);
  const others = flags.filter((flag) => !isLikely(flag));
  const section = (label: string, members: readonly FlagItem[]): readonly FlagPick[] =>
    members.length === 0
      ? []
      : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...members.map(pickOf)];
  const picked = await vscode.window.showQuickPick(
    [...section(likely, first), ...section(vscode.l10n.t("Others"), others)],
    { placeHolder: question, matchOnDescription: true },
  );
  return picked?.flag;
}

function pickOf(flag: FlagItem): FlagPick {
  return { label: plain(flag.key), description: plain(flag.nextStep.words), flag };
}
