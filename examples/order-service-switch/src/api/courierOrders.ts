import type { Order } from "../orders/order.js";
import type { ApiParts } from "./apiParts.js";

/** The orders that couriers of a city can take, oldest first. */
export async function courierOrders(
  parts: Pick<ApiParts, "serviceA" | "serviceB">,
  city: string,
): Promise<readonly Order[]> {
  if (process.env.ORDERS_COURIER_FROM_B === "true") {
    return parts.serviceB.openIn(city);
  }
  return parts.serviceA.openIn(city);
}
