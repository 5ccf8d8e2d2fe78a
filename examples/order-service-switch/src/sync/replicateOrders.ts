import type { ServiceA } from "../serviceA/service.js";
import type { ServiceBClient } from "../serviceB/client.js";
import type { Toggles } from "../toggles/toggles.js";
import type { EventChannel } from "./eventChannel.js";

/** What the replication needs. */
export interface ReplicationParts {
  readonly toggles: Toggles;
  readonly serviceA: ServiceA;
  readonly serviceB: ServiceBClient;
  /** What happened in service A. */
  readonly fromA: EventChannel;
  /** What happened in service B. */
  readonly fromB: EventChannel;
}

/** Brings service B up to date with service A; runs every second. */
export async function replicateToB(parts: ReplicationParts): Promise<void> {
  const { toggles, serviceB, fromA } = parts;
  if (await toggles.isOn("orders.pause-replication", false)) {
    return;
  }
  if (await toggles.isOn("orders.replicate-events", true)) {
    await fromA.deliver((event) => serviceB.takeOver(event));
  }
}

/** Brings service A up to date with service B, so that the switch can be turned back any time. */
export async function replicateToA(parts: ReplicationParts): Promise<void> {
  const { toggles, serviceA, fromB } = parts;
  if (await toggles.isOn("orders.pause-replication", false)) {
    return;
  }
  if (await toggles.isOn("orders.replicate-events", true)) {
    await fromB.deliver((event) => serviceA.takeOver(event));
  }
}
