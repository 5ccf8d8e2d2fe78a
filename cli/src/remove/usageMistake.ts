import type { Arguments } from "../command.js";

/** What is wrong with how options of `halyard remove` were put together, as a sentence; undefined where nothing is. */
export function usageMistake(args: Arguments): string | undefined {
  const [flagKey] = args.positionals;
  const isAll = args.has("all-rolled-out");
  if (!isAll && flagKey === undefined) return "Name the flag to remove: halyard remove FLAG.";
  if (isAll && flagKey !== undefined) {
    return "Name a flag or give --all-rolled-out, not both.";
  }
  if (isAll && args.text("variant") !== undefined) {
    return "--variant is for one flag; with --all-rolled-out every flag keeps the variant that has won.";
  }
  if (!args.has("write")) {
    const idle = ["commit", "run-formatter", "allow-dirty"].find((option) => args.has(option));
    return idle === undefined ? undefined : `--${idle} needs --write.`;
  }
  if (isAll && !args.has("commit")) {
    return "--all-rolled-out with --write needs --commit, so that every flag is a commit of its own that can be reviewed and reverted alone.";
  }
  if (args.has("commit") && args.has("allow-dirty")) {
    return "--commit and --allow-dirty do not go together: the commit would take other changes with it.";
  }
  return undefined;
}
