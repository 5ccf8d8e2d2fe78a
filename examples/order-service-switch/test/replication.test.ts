import { afterEach, beforeEach, expect, it } from "vitest";
import { cancelOrder } from "../src/api/cancelOrder.js";
import { placeOrder } from "../src/api/placeOrder.js";
import { orderDetails } from "../src/api/readOrders.js";
import { lunch, startOrderEnvironment, type OrderEnvironment } from "./orderEnvironment.js";

let environment: OrderEnvironment;

beforeEach(async () => {
  environment = await startOrderEnvironment({ "orders.replicate-events": true });
});

afterEach(() => environment.close());

it("lets the switch be turned, and turned back, without a restart or a lost order", async () => {
  const first = await placeOrder(environment, lunch);
  await environment.replicate();

  await environment.turn("orders.serve-from-b", true);
  expect(await orderDetails(environment, first.id)).toEqual(first);
  const second = await placeOrder(environment, lunch);
  await cancelOrder(environment, first.id);
  await environment.replicate();

  await environment.turn("orders.serve-from-b", false);
  expect(await orderDetails(environment, second.id)).toEqual(second);
  expect((await orderDetails(environment, first.id)).status).toBe("cancelled");
});

it("keeps the events of both sides while replication is paused", async () => {
  await environment.turn("orders.pause-replication", true);
  await placeOrder(environment, lunch);
  await environment.turn("orders.serve-from-b", true);
  await placeOrder(environment, lunch);
  await environment.replicate();
  expect([environment.fromA.backlog, environment.fromB.backlog]).toEqual([1, 1]);

  await environment.turn("orders.pause-replication", false);
  await environment.replicate();
  expect([environment.fromA.backlog, environment.fromB.backlog]).toEqual([0, 0]);
  expect(await environment.serviceA.ofCustomer("ada")).toHaveLength(2);
  expect(environment.localB.book.ofCustomer("ada")).toHaveLength(2);
});

it("replicates nothing while the toggle is off", async () => {
  await environment.turn("orders.replicate-events", false);
  await placeOrder(environment, lunch);
  await environment.replicate();
  expect(environment.fromA.backlog).toBe(1);
  expect(environment.localB.requestCount()).toBe(0);
});
