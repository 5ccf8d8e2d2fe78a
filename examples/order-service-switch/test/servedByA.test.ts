import { afterEach, beforeEach, expect, it } from "vitest";
import { cancelOrder } from "../src/api/cancelOrder.js";
import { placeOrder } from "../src/api/placeOrder.js";
import { customerOrders, orderDetails } from "../src/api/readOrders.js";
import { lunch, startOrderEnvironment, type OrderEnvironment } from "./orderEnvironment.js";

let environment: OrderEnvironment;

beforeEach(async () => {
  environment = await startOrderEnvironment({ "orders.serve-from-b": false });
});

afterEach(() => environment.close());

it("serves every call from service A", async () => {
  const order = await placeOrder(environment, lunch);
  expect(await orderDetails(environment, order.id)).toEqual(order);
  const cancelled = await cancelOrder(environment, order.id);
  expect(cancelled.status).toBe("cancelled");
  expect(await customerOrders(environment, "ada")).toEqual([cancelled]);
  expect(environment.localB.requestCount()).toBe(0);
});

it("knows no orders that were never placed", async () => {
  await expect(orderDetails(environment, "lost")).rejects.toThrow("no order lost");
});

it("serves customers while service B is down, and catches up later", async () => {
  environment.localB.setFailing(true);
  const order = await placeOrder(environment, lunch);
  await environment.replicate();
  expect(environment.fromA.backlog).toBe(1);
  environment.localB.setFailing(false);
  await environment.replicate();
  expect(environment.localB.book.find(order.id)).toEqual(order);
});
