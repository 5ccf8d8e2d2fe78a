import { allRules } from "@halyard/core";
import { suggestion } from "../arguments/suggestion.js";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { padEnd } from "../terminal/layout.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { flagText, unregisteredText } from "./flagText.js";
import { pageText } from "./pageText.js";
import { otherPageIds, readRulePage } from "./rulePages.js";

/** Runs `halyard explain`: a rule's page without touching the workspace, else the flag of that key. */
export async function runExplain(args: Arguments, session: Session): Promise<ExitCode> {
  const [subject] = args.positionals;
  if (subject === undefined) {
    session.write(ruleList());
    return exitCodes.clean;
  }
  const ids = [...allRules.map(({ id }) => id), ...otherPageIds];
  if (ids.includes(subject)) {
    const page = readRulePage(subject) ?? descriptionOf(subject);
    session.write(pageText(page, session.terminal));
    return exitCodes.clean;
  }
  const opened = await openAnalysis(args, session);
  const fail = (message: string): ExitCode => {
    session.log(`${message}\n`);
    return exitCodes.failure;
  };
  if (!opened.ok) return fail(opened.message);
  const { analysis } = opened.value;
  const flags = analysis
    .flags()
    .filter(({ key, lifecycle }) => key === subject || lifecycle.aliases.includes(subject));
  if (flags.length === 0 && analysis.index.referencesTo(subject).length > 0) {
    session.write(unregisteredText(subject, analysis, session.terminal));
    return exitCodes.clean;
  }
  if (flags.length === 0) {
    const hint = inert(
      await suggestion(subject, [...ids, ...analysis.flags().map(({ key }) => key)]),
    );
    return fail(`There is no rule and no flag "${inert(subject)}".${hint}`);
  }
  session.write(flags.map((flag) => flagText(flag, analysis, session.terminal)).join("\n"));
  return exitCodes.clean;
}

function ruleList(): string {
  const width = Math.max(...allRules.map(({ id }) => id.length));
  return allRules
    .map(
      ({ id, meta }) =>
        `${padEnd(id, width)}  ${padEnd(meta.defaultSeverity, 5)}  ${meta.description}\n`,
    )
    .join("");
}

/** What is known of a rule without its page. */
function descriptionOf(ruleId: string): string {
  const rule = allRules.find(({ id }) => id === ruleId);
  return `# ${ruleId}\n\n${rule?.meta.description ?? ""}.\n`;
}
