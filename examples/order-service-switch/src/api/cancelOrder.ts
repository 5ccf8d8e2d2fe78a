import type { Order } from "../orders/order.js";
import type { ApiParts } from "./apiParts.js";

/** Cancels an order and returns it as it is now. */
export async function cancelOrder(parts: ApiParts, orderId: string): Promise<Order> {
  const servedByB = await parts.toggles.isOn("orders.serve-from-b", false);
  return servedByB ? parts.serviceB.cancel(orderId) : parts.serviceA.cancel(orderId);
}
