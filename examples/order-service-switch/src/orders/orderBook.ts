import { randomUUID } from "node:crypto";
import { UnknownOrderError, type Order, type OrderEvent, type OrderRequest } from "./order.js";

/** Hears of every change that a book makes itself; what it only takes over is not told again. */
export type OrderListener = (event: OrderEvent) => void;

/** The orders of one service. */
export class OrderBook {
  readonly #orders = new Map<string, Order>();
  readonly #tell: OrderListener;

  constructor(tell: OrderListener) {
    this.#tell = tell;
  }

  place(request: OrderRequest): Order {
    const order: Order = { ...request, id: randomUUID(), status: "placed" };
    this.#orders.set(order.id, order);
    this.#tell({ kind: "placed", order });
    return order;
  }

  /** @throws {UnknownOrderError} */
  cancel(orderId: string): Order {
    const order: Order = { ...this.find(orderId), status: "cancelled" };
    this.#orders.set(order.id, order);
    this.#tell({ kind: "cancelled", order });
    return order;
  }

  /** @throws {UnknownOrderError} */
  find(orderId: string): Order {
    const order = this.#orders.get(orderId);
    if (order === undefined) {
      throw new UnknownOrderError(orderId);
    }
    return order;
  }

  /** A customer's orders, oldest first. */
  ofCustomer(customerId: string): readonly Order[] {
    return [...this.#orders.values()].filter((order) => order.customerId === customerId);
  }

  /** A city's orders that still have to be brought to their customers, oldest first. */
  openIn(city: string): readonly Order[] {
    const orders = [...this.#orders.values()];
    return orders.filter((order) => order.city === city && order.status === "placed");
  }

  /** Takes over what happened in the other service; the same event twice does no harm. */
  takeOver(event: OrderEvent): void {
    this.#orders.set(event.order.id, event.order);
  }
}
