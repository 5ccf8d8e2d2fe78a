import type { Breathe } from "../index/indexInput.js";

/** Long work goes on for so many milliseconds before it lets others through. */
const breath = 15;

/** For a process that others wait for: a pause whenever the work has gone on for too long. */
export function breathing(): Breathe {
  let last = performance.now();
  return () => {
    if (performance.now() - last < breath) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}
