import { createHash } from "node:crypto";
import type { RemovalPlan } from "@halyard/core";
import { acceptedContent, inputRequired } from "@modelcontextprotocol/server";
import { z } from "zod";
import { applyRemoval as writeRemoval } from "../../remove/applyRemoval.js";
import { dirtyPaths } from "../../remove/dirtyPaths.js";
import { inert } from "../../terminal/inert.js";
import { planned } from "../planned.js";
import { answer, complaint, defineTool } from "../tool.js";
import { removalInput } from "./planRemoval.js";

const consent = z.object({
  apply: z.boolean().describe("Change these files"),
});

/**
 * `apply_removal`: writes what `plan_removal` shows, once a person has said yes to this very plan.
 *
 * The question goes to the person through the client, never to the agent; a client that cannot ask gets a refusal.
 * The state that comes back from the client is only compared with the plan made anew, so a forged one changes nothing.
 */
export const applyRemoval = defineTool({
  name: "apply_removal",
  title: "Remove a feature flag from the code",
  description:
    "Write the change that plan_removal shows. A person is asked before anything is written, and files with changes " +
    "that are not committed are refused. Call plan_removal first and show its answer.",
  input: removalInput,
  readOnly: false,
  run: async (input, call) => {
    const opened = await call.open();
    if (!opened.ok) return complaint(opened.message);
    const { root } = opened.value;
    const plan = await planned(opened.value, input);
    if (plan.refusals.length > 0) {
      return complaint(
        `Refused: ${plan.refusals.map(({ code, message }) => `${message} (${code})`).join(" ")}`,
      );
    }
    if (plan.files.length === 0) return complaint("There is nothing to change.");
    const dirty = await dirtyPaths(
      root,
      plan.files.map(({ path }) => path),
    );
    if (dirty.length > 0) {
      return complaint(
        `Nothing was written, because these files have changes that are not committed: ${dirty.map(inert).join(", ")}.`,
      );
    }
    const { inputResponses, requestState } = call.context.mcpReq;
    const digest = digestOf(plan);
    const given = acceptedContent(inputResponses, "consent", consent);
    if (inputResponses?.consent !== undefined && given?.apply !== true) {
      return complaint("Nothing was written: the person said no.");
    }
    if (given?.apply !== true || requestState() !== digest) {
      return inputRequired({
        inputRequests: {
          consent: inputRequired.elicit({ message: question(plan), requestedSchema: consent }),
        },
        requestState: digest,
      });
    }
    const written = writeRemoval(root, plan);
    if (!written.ok) return complaint(written.message);
    return answer({
      written: plan.files.map(({ path, kind }) => ({ path, kind })),
      notes: plan.notes.map(({ message, place }) => ({ message, path: place?.path })),
      next: "Run the project's checks, have the change reviewed, deploy it, and archive the flag in its store last.",
    });
  },
});

function question(plan: RemovalPlan): string {
  const paths = plan.files.map(({ path, kind }) => `${kind} ${inert(path)}`);
  const shown = paths.slice(0, 20).join(", ");
  const more = paths.length > 20 ? ` and ${paths.length - 20} more` : "";
  return `Remove the flag "${inert(plan.flagKey)}" from the code (${plan.files.length} files: ${shown}${more})?`;
}

/** Stands for the exact change: another plan has another one. */
function digestOf(plan: RemovalPlan): string {
  const change = plan.files.map(({ path, kind, newText, oldText }) => [
    path,
    kind,
    oldText,
    newText,
  ]);
  return createHash("sha256").update(JSON.stringify(change)).digest("hex");
}
