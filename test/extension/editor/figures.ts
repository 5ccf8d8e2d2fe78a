/** Tells a measured figure; what the machine was doing is not known here, so that only loose limits are tested. */
export function figure(name: string, value: number, unit: string): void {
  process.stdout.write(`figure: ${name}: ${value.toFixed(unit === "s" ? 1 : 0)} ${unit}\n`);
}

/** The middle of some values. */
export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
