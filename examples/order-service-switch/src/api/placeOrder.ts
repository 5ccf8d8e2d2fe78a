import type { Order, OrderRequest } from "../orders/order.js";
import type { ApiParts } from "./apiParts.js";

/** Places an order. */
export async function placeOrder(parts: ApiParts, request: OrderRequest): Promise<Order> {
  if (await parts.toggles.isOn("orders.serve-from-b", false)) {
    return parts.serviceB.place(request);
  }
  return parts.serviceA.place(request);
}
