import { fileURLToPath } from "node:url";
import { cancelOrder } from "./api/cancelOrder.js";
import { courierOrders } from "./api/courierOrders.js";
import { placeOrder } from "./api/placeOrder.js";
import { customerOrders } from "./api/readOrders.js";
import { dispatchRadius } from "./dispatch/dispatchRadius.js";
import { startLocalServiceB } from "./local/serviceBServer.js";
import { deliveryFee } from "./pricing/deliveryFee.js";
import { ServiceA } from "./serviceA/service.js";
import { ServiceBClient } from "./serviceB/client.js";
import { EventChannel } from "./sync/eventChannel.js";
import { replicateToA, replicateToB } from "./sync/replicateOrders.js";
import { ToggleFile } from "./toggles/toggleDatabase.js";
import { Toggles } from "./toggles/toggles.js";

/** Places two orders, cancels one, and shows that both services know. */
async function main(): Promise<void> {
  const file = fileURLToPath(new URL("../toggles.production.json", import.meta.url));
  const toggles = new Toggles({ database: new ToggleFile(file), maxAgeMs: 1000, now: Date.now });
  const fromA = new EventChannel();
  const fromB = new EventChannel();
  const serviceA = new ServiceA((event) => {
    fromA.send(event);
  });
  const local = await startLocalServiceB((event) => {
    fromB.send(event);
  });
  const parts = { toggles, serviceA, serviceB: new ServiceBClient(local.url), fromA, fromB };

  const request = { customerId: "ada", restaurantId: "tasca", city: "lisbon", dishes: ["caldo"] };
  const order = await placeOrder(parts, request);
  await placeOrder(parts, { ...request, dishes: ["polvo", "arroz"] });
  await cancelOrder(parts, order.id);
  await replicateToB(parts);
  await replicateToA(parts);

  console.log("served", await customerOrders(parts, "ada"));
  console.log("on their way", fromA.backlog + fromB.backlog, "events");
  console.log("couriers see", (await courierOrders(parts, "lisbon")).length);
  console.log("radius", await dispatchRadius(toggles, "lisbon"), "m");
  console.log("fee", await deliveryFee(toggles, request, 3), "cents");
  await local.close();
}

await main();
