import type { Order, OrderEvent, OrderRequest } from "../orders/order.js";
import { OrderBook, type OrderListener } from "../orders/orderBook.js";

/** The old order service, part of the monolith. */
export class ServiceA {
  readonly #book: OrderBook;

  constructor(tell: OrderListener) {
    this.#book = new OrderBook(tell);
  }

  place(request: OrderRequest): Promise<Order> {
    return this.#answer(() => this.#book.place(request));
  }

  cancel(orderId: string): Promise<Order> {
    return this.#answer(() => this.#book.cancel(orderId));
  }

  find(orderId: string): Promise<Order> {
    return this.#answer(() => this.#book.find(orderId));
  }

  ofCustomer(customerId: string): Promise<readonly Order[]> {
    return this.#answer(() => this.#book.ofCustomer(customerId));
  }

  openIn(city: string): Promise<readonly Order[]> {
    return this.#answer(() => this.#book.openIn(city));
  }

  /** Takes over what happened in service B, so that going back stays possible. */
  takeOver(event: OrderEvent): Promise<void> {
    return this.#answer(() => {
      this.#book.takeOver(event);
    });
  }

  /** Errors reach the caller as rejections, as they do from a service over the network. */
  #answer<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      resolve(work());
    });
  }
}
