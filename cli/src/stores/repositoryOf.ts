import { runGit } from "@halyard/core/node";
import type { Arguments, Outcome } from "../command.js";
import { failure, success } from "../command.js";

/** A repository as stores are told of it. */
export interface Repository {
  readonly repository: string;
  readonly link: string | undefined;
  readonly branch: string;
  readonly branches: readonly string[];
  readonly commit: string;
}

/** What the arguments say of the repository, and git for the rest. */
export async function repositoryOf(args: Arguments, root: string): Promise<Outcome<Repository>> {
  const ask = async (...words: readonly string[]): Promise<string | undefined> => {
    const answer = await runGit(root, words);
    return answer.kind === "output" ? answer.text.trim() : undefined;
  };
  const origin = await ask("config", "--get", "remote.origin.url");
  const link = args.text("url") ?? (origin === undefined ? undefined : webAddress(origin));
  const branch = args.text("branch") ?? (await ask("symbolic-ref", "--quiet", "--short", "HEAD"));
  if (branch === undefined || branch === "") {
    return failure("No branch is checked out; name one with --branch.");
  }
  const commit = args.text("revision") ?? (await ask("rev-parse", "--verify", "--quiet", "HEAD"));
  if (commit === undefined || commit === "") {
    return failure("git knows no commit here; name one with --revision.");
  }
  const name = args.text("repository") ?? lastPart(link ?? origin ?? root);
  const repository = name.replaceAll(/[^\w.-]+/g, "-");
  const refs = await ask("for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin");
  const branches = (refs ?? "").split("\n").filter((one) => one !== "" && one !== "HEAD");
  return success({ repository, link, branch, branches, commit });
}

/** `git@host:team/shop.git` and the like as an address for people, without what may be a secret in it. */
export function webAddress(origin: string): string | undefined {
  const scp = /^(?:[\w.-]+@)?([\w.-]{2,}):(?!\/)(.+)$/.exec(origin);
  const text = scp === null ? origin : `https://${scp[1] ?? ""}/${scp[2] ?? ""}`;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (!["https:", "http:", "ssh:", "git:"].includes(url.protocol) || url.hostname === "") {
    return undefined;
  }
  const path = url.pathname.replace(/\/$/, "").replace(/\.git$/, "");
  return `https://${url.hostname}${path}`;
}

function lastPart(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== "") ?? "repository";
}
