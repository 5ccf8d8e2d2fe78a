import type { Progress } from "@halyard/core/node";
import type { Session } from "../session.js";

/** A line on standard error that says how far the work has come. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Work that is done sooner needs no line; the line is drawn at most every 50 ms. */
const patience = 100;
const interval = 50;

const words: Readonly<Record<Progress["phase"], string>> = {
  list: "Listing files",
  scan: "Searching for flags",
  parse: "Reading candidates",
  link: "Linking references",
};

/**
 * Progress, on a terminal only.
 *
 * It looks at the time when it is told something rather than on a timer, because the work seldom yields.
 */
export function createProgress(session: Session, isQuiet: boolean): ProgressLine {
  const { isTerminal, width } = session.errorTerminal;
  if (!isTerminal || isQuiet || (session.env.CI ?? "") !== "") {
    return { show: () => undefined, clear: () => undefined };
  }
  const started = performance.now();
  let lastDrawn = Number.NEGATIVE_INFINITY;
  return {
    show({ phase, done, total }) {
      const now = performance.now();
      if (now - started < patience || now - lastDrawn < interval) return;
      lastDrawn = now;
      const count = total === 0 ? done.toLocaleString("en-GB") : `${done}/${total}`;
      session.log(`\r\u001b[K${`${words[phase]} ${count}`.slice(0, width - 1)}`);
    },
    clear() {
      if (lastDrawn > 0) session.log("\r\u001b[K");
    },
  };
}
