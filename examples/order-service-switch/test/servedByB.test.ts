import { afterEach, beforeEach, expect, it } from "vitest";
import { cancelOrder } from "../src/api/cancelOrder.js";
import { placeOrder } from "../src/api/placeOrder.js";
import { customerOrders, orderDetails } from "../src/api/readOrders.js";
import { ServiceBError } from "../src/serviceB/client.js";
import { lunch, startOrderEnvironment, type OrderEnvironment } from "./orderEnvironment.js";

let environment: OrderEnvironment;

beforeEach(async () => {
  environment = await startOrderEnvironment({ "orders.serve-from-b": true });
});

afterEach(() => environment.close());

it("passes every call on to service B", async () => {
  const order = await placeOrder(environment, lunch);
  expect(await orderDetails(environment, order.id)).toEqual(order);
  const cancelled = await cancelOrder(environment, order.id);
  expect(await customerOrders(environment, "ada")).toEqual([cancelled]);
  expect(environment.localB.book.ofCustomer("ada")).toEqual([cancelled]);
});

it("knows no orders that were never placed", async () => {
  await expect(orderDetails(environment, "lost")).rejects.toThrow("no order");
});

it("says so when service B is down", async () => {
  environment.localB.setFailing(true);
  await expect(placeOrder(environment, lunch)).rejects.toThrow(ServiceBError);
});
