import type { Client } from "@openfeature/server-sdk";
import { totalOf, type Cart } from "./cart.js";

/** What shipping a cart costs, in cents. */
export async function shippingCost(flags: Client, cart: Cart): Promise<number> {
  const context = { targetingKey: cart.customerId };
  const freeFromFifty = await flags.getBooleanValue("free-shipping", false, context);
  return freeFromFifty && totalOf(cart) >= 5000 ? 0 : 490;
}
