import type { WorkspaceStats } from "@halyard/core/node";

/** What `--stats` prints: counts, times and memory, one per line. `total` is milliseconds. */
export function statsText(stats: WorkspaceStats, total: number): string {
  const { files, candidates, parsed, fromCache, workers, references, flags, followed, times } =
    stats;
  const rows: [string, string][] = [
    ["files", String(files)],
    ["candidates", String(candidates)],
    ["parsed", String(parsed)],
    ["from cache", String(fromCache)],
    ["workers", String(workers)],
    ["flags", String(flags)],
    ["references", String(references)],
    ...(followed > 0 ? [["followed for migrations", String(followed)] as [string, string]] : []),
    ...Object.entries(times).map(([name, time]): [string, string] => [`time: ${name}`, ms(time)]),
    ["time: total", ms(total)],
    ["peak memory", `${(stats.peakMemory / 1_000_000).toFixed(0)} MB`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
