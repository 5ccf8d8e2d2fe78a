import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { courierOrders } from "../src/api/courierOrders.js";
import { dispatchRadius } from "../src/dispatch/dispatchRadius.js";
import { lunch, startOrderEnvironment, type OrderEnvironment } from "./orderEnvironment.js";

let environment: OrderEnvironment;

beforeEach(async () => {
  environment = await startOrderEnvironment({ "orders.wide-dispatch.lisbon": true });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await environment.close();
});

it("shows couriers the open orders of service A", async () => {
  const order = await environment.serviceA.place(lunch);
  expect(await courierOrders(environment, "lisbon")).toEqual([order]);
  expect(await courierOrders(environment, "porto")).toEqual([]);
});

it("shows couriers the open orders of service B where the variable says so", async () => {
  vi.stubEnv("ORDERS_COURIER_FROM_B", "true");
  const order = await environment.serviceB.place(lunch);
  expect(await courierOrders(environment, "lisbon")).toEqual([order]);
});

it("looks further for a courier in cities with wide dispatch", async () => {
  expect(await dispatchRadius(environment.toggles, "lisbon")).toBe(6000);
  expect(await dispatchRadius(environment.toggles, "porto")).toBe(2500);
});
