import { readdirSync, readFileSync } from "node:fs";

/** The numbers of the processes whose command line holds every one of some texts, as Linux tells them. */
export function processesWith(...texts: readonly string[]): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      const command = commandLineOf(name);
      return texts.every((text) => command.includes(text));
    })
    .map(Number);
}

/** Empty for a process that is gone by now. */
function commandLineOf(name: string): string {
  try {
    return readFileSync(`/proc/${name}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
