import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalServiceB, type LocalServiceB } from "../src/local/serviceBServer.js";
import { ServiceA } from "../src/serviceA/service.js";
import { ServiceBClient } from "../src/serviceB/client.js";
import { EventChannel } from "../src/sync/eventChannel.js";
import { replicateToA, replicateToB } from "../src/sync/replicateOrders.js";
import { ToggleFile } from "../src/toggles/toggleDatabase.js";
import { Toggles } from "../src/toggles/toggles.js";

/** Both services, the channels between them and a real toggle store. */
export interface OrderEnvironment {
  readonly toggles: Toggles;
  readonly serviceA: ServiceA;
  readonly serviceB: ServiceBClient;
  readonly localB: LocalServiceB;
  readonly fromA: EventChannel;
  readonly fromB: EventChannel;
  /** Turns a toggle on or off in the database, as the platform's people do. */
  turn(key: string, on: boolean): Promise<void>;
  /** One round of replication in both directions. */
  replicate(): Promise<void>;
  close(): Promise<void>;
}

/** A customer's order. */
export const lunch = {
  customerId: "ada",
  restaurantId: "tasca",
  city: "lisbon",
  dishes: ["caldo verde", "polvo"],
};

/** Starts everything with toggles in these states; the cache asks the database every time. */
export async function startOrderEnvironment(
  states: Readonly<Record<string, boolean>>,
): Promise<OrderEnvironment> {
  const directory = await mkdtemp(join(tmpdir(), "order-service-switch-"));
  const path = join(directory, "toggles.json");
  await writeFile(path, JSON.stringify(states));
  const database = new ToggleFile(path);
  const toggles = new Toggles({ database, maxAgeMs: -1, now: Date.now });
  const fromA = new EventChannel();
  const fromB = new EventChannel();
  const serviceA = new ServiceA((event) => {
    fromA.send(event);
  });
  const localB = await startLocalServiceB((event) => {
    fromB.send(event);
  });
  const parts = { toggles, serviceA, serviceB: new ServiceBClient(localB.url), fromA, fromB };
  return {
    ...parts,
    localB,
    turn: (key, state) => database.set(key, state),
    replicate: async () => {
      await replicateToB(parts);
      await replicateToA(parts);
    },
    close: async () => {
      await localB.close();
      await rm(directory, { recursive: true });
    },
  };
}
