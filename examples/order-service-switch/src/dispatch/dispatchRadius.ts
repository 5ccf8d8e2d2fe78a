import type { Toggles } from "../toggles/toggles.js";

/** How far away a courier may be from the restaurant, in metres. */
export async function dispatchRadius(toggles: Toggles, city: string): Promise<number> {
  return (await toggles.isOn(`orders.wide-dispatch.${city}`, false)) ? 6000 : 2500;
}
