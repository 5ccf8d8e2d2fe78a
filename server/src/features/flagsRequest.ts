import { compareText } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { rowOf } from "../flags/flagCard.js";
import { flagItem } from "../flags/flagItem.js";
import { flagsRequest, type FlagItem } from "../protocol/flags.js";

/** The flags of projects, ready for a tree. */
export const flagsRequestFeature: Feature = {
  name: "flags request",
  listen({ requests, workspaces }) {
    requests.on(flagsRequest, async ({ uri, flagKey, references }) => {
      const projects = await workspaces.projectsFor(uri);
      const flags = projects.flatMap((project): FlagItem[] => {
        const snapshot = project.current;
        if (snapshot === undefined) return [];
        const all = snapshot.analysis.flags();
        const wanted = flagKey === undefined ? all : all.filter(({ key }) => key === flagKey);
        return wanted.flatMap((flag) => {
          const row = rowOf(snapshot, flag);
          return row === undefined
            ? []
            : [flagItem(project, snapshot, flag, row, references === true)];
        });
      });
      return {
        revision: workspaces.revision,
        flags: flags.sort(
          (left, right) =>
            left.nextStep.urgency - right.nextStep.urgency || compareText(left.id, right.id),
        ),
      };
    });
  },
};
