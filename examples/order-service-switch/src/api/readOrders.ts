import type { Order } from "../orders/order.js";
import type { ApiParts } from "./apiParts.js";

/** One order. */
export async function orderDetails(parts: ApiParts, orderId: string): Promise<Order> {
  if (await parts.toggles.isOn("orders.serve-from-b", false)) {
    return parts.serviceB.find(orderId);
  }
  return parts.serviceA.find(orderId);
}

/** A customer's orders, oldest first. */
export async function customerOrders(
  parts: ApiParts,
  customerId: string,
): Promise<readonly Order[]> {
  if (!(await parts.toggles.isOn("orders.serve-from-b", false))) {
    return parts.serviceA.ofCustomer(customerId);
  }
  return parts.serviceB.ofCustomer(customerId);
}
