import { createServer, type Server } from "node:http";
import type { Client } from "@openfeature/server-sdk";
import type { Cart } from "./cart.js";
import { checkoutPage } from "./checkoutPage.js";

/** The shop's checkout server; the caller makes it listen. */
export function createShop(flags: Client, cartOf: (customerId: string) => Cart): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://shop.test");
    const cart = cartOf(url.searchParams.get("customer") ?? "guest");
    answer(flags, url.pathname, cart).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.writeHead(500).end(),
    );
  });
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function answer(flags: Client, path: string, cart: Cart): Promise<Answer> {
  if (path === "/checkout") {
    const body = await checkoutPage(flags, cart);
    return { status: 200, headers: { "content-type": "text/html" }, body };
  }
  const context = { targetingKey: cart.customerId };
  if (
    path === "/checkout/step-2" &&
    (await flags.getBooleanValue("new-checkout", false, context))
  ) {
    return { status: 301, headers: { location: "/checkout" }, body: "" };
  }
  return { status: 404, headers: {}, body: "" };
}
