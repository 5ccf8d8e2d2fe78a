import { contentHash } from "./contentHash.js";
import type { Intake } from "./model.js";

/** GrowthBook: the references of a branch; features that are not named lose theirs. */
export const growthbook: Intake = {
  type: "growthbook",
  publish: async (http, { branch, repository, references }) => {
    const body = {
      branch,
      repoName: repository,
      refs: references.map((reference) => ({
        filePath: reference.path,
        startingLineNumber: reference.line,
        // The field has to be there; source text stays where it is.
        lines: "",
        flagKey: reference.flagKey,
        contentHash: contentHash(reference),
      })),
    };
    const query = { deleteMissing: "true" };
    const question = { what: "the code references", path: "/api/v1/code-refs", query, body };
    await http.ask({ ...question, method: "POST", repeatable: true });
  },
};
