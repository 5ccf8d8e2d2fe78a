import type { MigrationItem } from "halyard-language-server/protocol/migrations";
import type {
  RetirementParams,
  RetirementPreview,
  RetirementStepItem,
} from "halyard-language-server/protocol/retirement";
import * as vscode from "vscode";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";
import type { MigrationNode, MigrationsView } from "../views/migrationsView.js";
import { applyEdit } from "./applyEdit.js";
import { planned } from "./planned.js";
import { showNotes, showRefusals } from "./remarks.js";

/** `Halyard: Retire Next Step of Migration…`: one change on the way out, previewed and applied like a removal. */
export function registerRetirement(
  session: ServerSession,
  view: MigrationsView,
): vscode.Disposable {
  return vscode.commands.registerCommand(
    "halyard.retireMigration",
    async (given?: MigrationNode) => {
      const migration =
        given?.kind === "migration" ? given.migration : await pickMigration(session);
      if (migration === undefined) return;
      const params = { migration: migration.name, uri: migration.project };
      if (await retireNextStep(session, params)) view.reload();
    },
  );
}

async function retireNextStep(session: ServerSession, params: RetirementParams): Promise<boolean> {
  const planning = vscode.l10n.t("Planning how {0} is taken apart", plain(params.migration));
  const preview = await planned(session, "halyard/retirement", params, planning);
  if (preview === undefined) return false;
  const ready = preview.steps.find(({ state }) => state === "ready");
  const refused = preview.steps.find(({ state }) => state === "refused");
  const refusals = [...preview.refusals, ...(refused?.refusals ?? [])];
  if (ready === undefined && refusals.length > 0) {
    const title = vscode.l10n.t("{0} cannot be taken apart yet", plain(preview.migration));
    const allow = await showRefusals(title, refusals);
    return allow === undefined ? false : retireNextStep(session, { ...params, allow });
  }
  if (ready === undefined || preview.edit === null) {
    await tellAfterwards(preview);
    return false;
  }
  const step = vscode.l10n.t(
    "Step {0} of {1}: {2}",
    ready.number,
    preview.steps.length,
    ready.title,
  );
  if (!(await showNotes(plain(step), ready.notes))) return false;
  const files = ready.files.map(({ uri, kind, newText }) => ({
    uri,
    text: kind === "delete" ? null : newText,
  }));
  if (!(await applyEdit(session, preview.edit, files))) return false;
  void tellNext(preview, ready);
  return true;
}

/** What comes after the step that was applied: deploying it before the next one. */
async function tellNext(
  { steps, afterwards }: RetirementPreview,
  done: RetirementStepItem,
): Promise<void> {
  const next = steps.find(({ number }) => number > done.number);
  const message =
    next === undefined
      ? vscode.l10n.t("Step {0} is applied. It was the last one in the code.", done.number)
      : vscode.l10n.t(
          "Step {0} is applied. Merge and deploy it before the next one: {1}",
          done.number,
          plain(next.title),
        );
  const more = vscode.l10n.t("And Then?");
  const picked = await vscode.window.showInformationMessage(message, more);
  if (picked === more) await showAfterwards(afterwards);
}

async function tellAfterwards({ migration, afterwards }: RetirementPreview): Promise<void> {
  const more = vscode.l10n.t("And Then?");
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t("The code holds nothing of {0} any more.", plain(migration)),
    more,
  );
  if (picked === more) await showAfterwards(afterwards);
}

function showAfterwards(afterwards: readonly string[]): Thenable<unknown> {
  const detail = afterwards.map((line, index) => `${index + 1}. ${plain(line)}`).join("\n");
  return vscode.window.showInformationMessage(vscode.l10n.t("Once all of it is deployed"), {
    modal: true,
    detail,
  });
}

async function pickMigration(session: ServerSession): Promise<MigrationItem | undefined> {
  const { migrations } = await session.request("halyard/migrations", {});
  const picked = await vscode.window.showQuickPick(
    migrations.map((migration) => ({
      label: plain(migration.name),
      description: migration.computed ?? migration.declared,
      migration,
    })),
    { placeHolder: vscode.l10n.t("The migration to take apart") },
  );
  return picked?.migration;
}
