import type { Client } from "@openfeature/server-sdk";
import { addressField } from "./addressForm.js";
import { inEuros, totalOf, type Cart } from "./cart.js";
import { paymentMethods } from "./payments.js";
import { shippingCost } from "./shipping.js";
import { themeClass } from "./theme.js";

/** The checkout as HTML: one page where the new checkout is on, else the three steps of old. */
export async function checkoutPage(flags: Client, cart: Cart): Promise<string> {
  const context = { targetingKey: cart.customerId };
  const steps = (await flags.getBooleanValue("new-checkout", false, context))
    ? [await onePage(flags, cart)]
    : await threeSteps(flags, cart);
  return `<body class="${themeClass}">${steps.join("<hr>")}</body>`;
}

async function onePage(flags: Client, cart: Cart): Promise<string> {
  const [address, total, payment] = await threeSteps(flags, cart);
  return `<form>${String(address)}${String(total)}${String(payment)}</form>`;
}

async function threeSteps(flags: Client, cart: Cart): Promise<string[]> {
  const total = totalOf(cart) + (await shippingCost(flags, cart));
  const methods = await paymentMethods(flags, cart.customerId);
  return [
    await addressField(flags, cart.customerId),
    `<p>${inEuros(total)}</p>`,
    `<ul>${methods.map((method) => `<li>${method}</li>`).join("")}</ul>`,
  ];
}
