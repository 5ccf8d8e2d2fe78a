/** What a customer asks for. */
export interface OrderRequest {
  readonly customerId: string;
  readonly restaurantId: string;
  readonly city: string;
  readonly dishes: readonly string[];
}

/** An order, as both services keep it. */
export interface Order extends OrderRequest {
  readonly id: string;
  readonly status: "placed" | "cancelled";
}

/** An order after something happened to it. */
export interface OrderEvent {
  readonly kind: "placed" | "cancelled";
  readonly order: Order;
}

/** No order has the id that was asked for. */
export class UnknownOrderError extends Error {
  override readonly name = "UnknownOrderError";

  constructor(orderId: string) {
    super(`There is no order ${orderId}.`);
  }
}
