import type { Intake } from "./model.js";

/** The longest names and paths that Flagsmith takes. */
const longestName = 100;
const longestPath = 4_096;

/** Flagsmith: one scan per repository, which stands for the one before. */
export const flagsmith: Intake = {
  type: "flagsmith",
  home: "https://api.flagsmith.com",
  needsProject: true,
  headers: (token) => ({ authorization: `Api-Key ${token}` }),
  publish: async (http, { project, link, repository, commit, references }) => {
    const path = `/api/v1/projects/${encodeURIComponent(project)}/code-references/`;
    const fitting = references.filter(
      ({ flagKey, path: file }) => flagKey.length <= longestName && file.length <= longestPath,
    );
    const body = {
      repository_url: link ?? repository,
      // The only value that Flagsmith knows.
      vcs_provider: "github",
      revision: commit.slice(0, longestName),
      code_references: fitting.map(({ flagKey, path: file, line }) => ({
        feature_name: flagKey,
        file_path: file,
        line_number: line,
      })),
    };
    await http.ask({ what: "the code references", path, method: "POST", body, repeatable: true });
  },
};
