import { TypedInMemoryProvider, OpenFeature } from "@openfeature/server-sdk";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addressField } from "../src/addressForm.js";
import { checkoutPage } from "../src/checkoutPage.js";
import { answerFromRegistry } from "../src/localFlags.js";
import { paymentMethods, paymentNote } from "../src/payments.js";
import { shippingCost } from "../src/shipping.js";

const flags = OpenFeature.getClient();
const registry = new URL("../flags.json", import.meta.url);
const rope = { name: "Sailing rope", price: 1890, quantity: 1 };
const cart = { customerId: "ada", items: [rope] };
const bigCart = { customerId: "ada", items: [{ ...rope, quantity: 3 }] };

const variants = { on: true, off: false };
const on = { variants, defaultVariant: "on", disabled: false } as const;
const off = { variants, defaultVariant: "off", disabled: false } as const;

beforeEach(() => OpenFeature.setProviderAndWait(new TypedInMemoryProvider({})));

afterEach(() => OpenFeature.clearProviders());

it("shows three steps with the old checkout", async () => {
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider({ "new-checkout": off }));
  expect((await checkoutPage(flags, cart)).split("<hr>")).toHaveLength(3);
});

it("shows one page with the new checkout", async () => {
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider({ "new-checkout": on }));
  expect(await checkoutPage(flags, cart)).toContain("<form>");
});

it("ships big carts for nothing where the experiment is on", async () => {
  expect(await shippingCost(flags, bigCart)).toBe(490);
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider({ "free-shipping": on }));
  expect(await shippingCost(flags, bigCart)).toBe(0);
  expect(await shippingCost(flags, cart)).toBe(490);
});

it("completes addresses where that is on", async () => {
  expect(await addressField(flags, "ada")).not.toContain("list");
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider({ "address-autocomplete": on }));
  expect(await addressField(flags, "ada")).toContain('list="addresses"');
});

it("offers express payment first where it is on", async () => {
  expect(await paymentMethods(flags, "ada")).toEqual(["card", "invoice"]);
  expect(await paymentNote(flags, "ada")).toBe("Thank you for your payment.");
  await OpenFeature.setProviderAndWait(new TypedInMemoryProvider({ "express-payment": on }));
  expect(await paymentMethods(flags, "ada")).toEqual(["express", "card", "invoice"]);
});

it("answers from the registry when it runs offline", async () => {
  await answerFromRegistry(registry);
  expect(await checkoutPage(flags, cart)).toContain("<form>");
  expect(await paymentMethods(flags, "ada")).toEqual(["card", "invoice"]);
});
