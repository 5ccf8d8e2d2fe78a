import { blocked, safe } from "../model.js";
import type { Answer, Subject } from "../model.js";
import { listed } from "../words.js";

/** Whether an experiment runs on the flag: archiving it would end the experiment. */
export function checkExperiment({ entry, flag }: Subject): Answer {
  const states = new Map([...(flag?.environments ?? []), ...(entry?.flag?.environments ?? [])]);
  const running = [...states].filter(([, { exceptions }]) =>
    exceptions?.some(({ by }) => by === "experiment"),
  );
  if (running.length === 0) return safe("no experiment runs on it");
  return blocked(`an experiment runs on it in ${listed(running.map(([name]) => name))}`);
}
