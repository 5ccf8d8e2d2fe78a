import type { JsonValue } from "@halyard/core";
import { listIn, numberAt, textAt } from "../clients/json.js";
import { byFlag, lineLink } from "./model.js";
import type { Intake, Publication, PublishedReference } from "./model.js";

/** ConfigCat: references by setting, whose numbers are asked for; `project` is the config's id. */
export const configcat: Intake = {
  type: "configcat",
  home: "https://api.configcat.com",
  needsProject: true,
  headers: (token) => ({ authorization: `Basic ${Buffer.from(token).toString("base64")}` }),
  publish: async (http, publication) => {
    const { project, repository, branch, branches, commit, link } = publication;
    const what = "the list of settings";
    const path = `/v1/configs/${encodeURIComponent(project)}/settings`;
    const settings = listIn(await http.ask({ what, path }), undefined, what);
    const ids = new Map(settings.map((one) => [textAt(one, "key"), numberAt(one, "settingId")]));
    const flagReferences = [...byFlag(publication.references)].flatMap(
      ([key, references]): readonly JsonValue[] => {
        const settingId = ids.get(key);
        if (settingId === undefined) return [];
        const places = references.map((one) => placeOf(publication, one));
        return [{ settingId, references: places }];
      },
    );
    const body = {
      configId: project,
      repository,
      branch,
      commitHash: commit,
      ...(link !== undefined && { commitUrl: `${link}/commit/${commit}` }),
      uploader: "halyard",
      activeBranches: [...new Set([branch, ...branches])],
      flagReferences,
    };
    const question = { what: "the code references", path: "/v1/code-references", body };
    await http.ask({ ...question, method: "POST", repeatable: true });
  },
};

function placeOf(publication: Publication, { path, line }: PublishedReference): JsonValue {
  return {
    file: path,
    fileUrl: lineLink(publication, path, line),
    preLines: [],
    postLines: [],
    referenceLine: { lineText: "", lineNumber: line },
  };
}
