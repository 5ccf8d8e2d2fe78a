import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { TypedInMemoryProvider, OpenFeature } from "@openfeature/server-sdk";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createShop } from "../src/server.js";

const variants = { on: true, off: false };
const on = { variants, defaultVariant: "on", disabled: false } as const;
const off = { variants, defaultVariant: "off", disabled: false } as const;

let shop: Server;
let url: string;

beforeEach(async () => {
  const items = [{ name: "Sailing rope", price: 1890, quantity: 1 }];
  shop = createShop(OpenFeature.getClient(), (customerId) => ({ customerId, items }));
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  url = `http://127.0.0.1:${String((shop.address() as AddressInfo).port)}`;
});

afterEach(async () => {
  await OpenFeature.clearProviders();
  shop.closeAllConnections();
  shop.close();
  await once(shop, "close");
});

it("answers with the checkout", async () => {
  const response = await fetch(`${url}/checkout?customer=ada`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("23.80 EUR");
});

it("knows no second step with the old checkout", async () => {
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider({ "new-checkout": off }));
  const answer = await fetch(`${url}/checkout/step-2`, { redirect: "manual" });
  expect(answer.status).toBe(404);
});

it("leads old bookmarks to the new checkout", async () => {
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider({ "new-checkout": on }));
  const answer = await fetch(`${url}/checkout/step-2`, { redirect: "manual" });
  expect(answer.headers.get("location")).toBe("/checkout");
});

it("knows no other address", async () => {
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
});
