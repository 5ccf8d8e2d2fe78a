import type { OrderRequest } from "../orders/order.js";
import type { Toggles } from "../toggles/toggles.js";

const feePerOrder = 290;
const feePerDish = 40;

/** The delivery fee in cents; friends who order together pay by dish where group orders are on. */
export async function deliveryFee(
  toggles: Toggles,
  request: OrderRequest,
  friends: number,
): Promise<number> {
  if (await toggles.isOn("orders.group-orders", false)) {
    const shared = feePerOrder + feePerDish * request.dishes.length;
    const payers = (await toggles.isOn("orders.group-orders", false)) ? friends + 1 : 1;
    return Math.ceil(shared / payers);
  }
  return feePerOrder;
}
