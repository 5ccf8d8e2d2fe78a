import type { JsonValue } from "@halyard/core";
import { itemsAt, textAt } from "../clients/json.js";
import { StoreFault } from "../http/fault.js";
import type { StoreHttp } from "../http/storeHttp.js";
import { byFlag, lineLink } from "./model.js";
import type { Intake, Publication, PublishedReference } from "./model.js";

/** How the link is found again. */
const title = "Code references";

/** Unleash has no place for references: each flag gets one link that counts them and leads to the first. */
export const unleash: Intake = {
  type: "unleash",
  publish: async (http, publication) => {
    if (publication.link === undefined) {
      throw new StoreFault("refused", "takes code references as links, for which --url is needed");
    }
    const project = publication.project === "" ? "default" : publication.project;
    for (const [flagKey, references] of byFlag(publication.references)) {
      const path = `/api/admin/projects/${encodeURIComponent(project)}/features/${encodeURIComponent(flagKey)}`;
      await linkTo(http, path, linkOf(publication, references));
    }
  },
};

interface FlagLink {
  readonly url: string;
  readonly title: string;
}

function linkOf(publication: Publication, references: readonly PublishedReference[]): FlagLink {
  const files = new Set(references.map(({ path }) => path)).size;
  const [first] = references;
  const counts = `${references.length} in ${files} ${files === 1 ? "file" : "files"}`;
  return {
    url: first === undefined ? "" : lineLink(publication, first.path, first.line),
    title: `${title} (${publication.repository}): ${counts}`,
  };
}

/** A flag that the store does not have gets no link; the one from before is written over. */
async function linkTo(http: StoreHttp, path: string, link: FlagLink): Promise<void> {
  let feature: JsonValue;
  try {
    feature = await http.ask({ what: "the flag", path });
  } catch (error) {
    if (error instanceof StoreFault && error.kind === "missing") return;
    throw error;
  }
  const own = link.title.slice(0, link.title.indexOf(":"));
  const known = itemsAt(feature, "links").find((one) => textAt(one, "title")?.startsWith(own));
  const id = textAt(known, "id");
  if (
    known !== undefined &&
    textAt(known, "title") === link.title &&
    textAt(known, "url") === link.url
  )
    return;
  const body = { ...link };
  const what = "the link to the code references";
  if (id === undefined) await http.ask({ what, path: `${path}/link`, method: "POST", body });
  else await http.ask({ what, path: `${path}/link/${id}`, method: "PUT", body, repeatable: true });
}
