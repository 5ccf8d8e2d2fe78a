import type { JsonValue } from "@halyard/core";
import { itemsAt, textAt } from "../clients/json.js";
import { StoreFault } from "../http/fault.js";
import type { StoreHttp } from "../http/storeHttp.js";
import { contentHash } from "./contentHash.js";
import type { Intake, Publication, PublishedReference } from "./model.js";

const home = "/api/v2/code-refs/repositories";

/** LaunchDarkly takes no more of one branch. */
const mostFiles = 10_000;
const mostHunks = 25_000;

/** LaunchDarkly: references by branch, and an extinction event for each flag whose last one is gone. */
export const launchdarkly: Intake = {
  type: "launchdarkly",
  publish: async (http, publication) => {
    const { repository, branch } = publication;
    await ensureRepository(http, publication);
    const path = `${home}/${encodeURIComponent(repository)}/branches/${encodeURIComponent(branch)}`;
    const before = await keysBefore(http, path, publication.project);
    const body = branchOf(publication);
    await http.ask({ what: "the code references", path, method: "PUT", body, repeatable: true });
    const now = new Set(publication.references.map(({ flagKey }) => flagKey));
    const extinct = [...before].filter((key) => !now.has(key)).sort();
    if (extinct.length === 0) return;
    const events = extinct.map((flagKey) => ({
      revision: publication.commit,
      message: "",
      time: publication.now.getTime(),
      projKey: publication.project,
      flagKey,
    }));
    const what = "the events of flags that have left the code";
    await http.ask({ what, path: `${path}/extinction-events`, method: "POST", body: events });
  },
};

async function ensureRepository(http: StoreHttp, publication: Publication): Promise<void> {
  const { repository, link, branch } = publication;
  const what = "the repository";
  try {
    await http.ask({ what, path: `${home}/${encodeURIComponent(repository)}` });
  } catch (error) {
    if (!(error instanceof StoreFault) || error.kind !== "missing") throw error;
    const templates = link !== undefined && {
      sourceLink: link,
      commitUrlTemplate: `${link}/commit/\${sha}`,
      hunkUrlTemplate: `${link}/blob/\${sha}/\${filePath}#L\${lineNumber}`,
    };
    const body = { type: "custom", name: repository, defaultBranch: branch, ...templates };
    await http.ask({ what, path: home, method: "POST", body });
  }
}

/** The keys that the last publication of the branch named; a branch that is new has none. */
async function keysBefore(
  http: StoreHttp,
  path: string,
  project: string,
): Promise<ReadonlySet<string>> {
  try {
    const known = await http.ask({ what: "the branch", path, query: { projKey: project } });
    const hunks = itemsAt(known, "references").flatMap((file) => itemsAt(file, "hunks"));
    const own = hunks.filter((hunk) => (textAt(hunk, "projKey") ?? project) === project);
    return new Set(own.flatMap((hunk) => textAt(hunk, "flagKey") ?? []));
  } catch (error) {
    if (error instanceof StoreFault && error.kind === "missing") return new Set();
    throw error;
  }
}

function branchOf({ branch, commit, now, project, references }: Publication): JsonValue {
  const files = new Map<string, PublishedReference[]>();
  for (const reference of references.slice(0, mostHunks)) {
    const own = files.get(reference.path);
    if (own !== undefined) own.push(reference);
    else if (files.size < mostFiles) files.set(reference.path, [reference]);
  }
  return {
    name: branch,
    head: commit,
    syncTime: now.getTime(),
    references: [...files].map(([path, own]) => ({
      path,
      hunks: own.map((reference) => ({
        startingLineNumber: reference.line,
        projKey: project,
        flagKey: reference.flagKey,
        contentHash: contentHash(reference),
      })),
    })),
  };
}
