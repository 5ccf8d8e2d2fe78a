import {
  UnknownOrderError,
  type Order,
  type OrderEvent,
  type OrderRequest,
} from "../orders/order.js";

/** Service B did not do what it was asked. */
export class ServiceBError extends Error {
  override readonly name = "ServiceBError";
}

/** Speaks to the new order service over HTTP. */
export class ServiceBClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async place(request: OrderRequest): Promise<Order> {
    return (await this.#send("POST", "/orders", request)) as Order;
  }

  async cancel(orderId: string): Promise<Order> {
    return (await this.#send("POST", `/orders/${orderId}/cancel`)) as Order;
  }

  async find(orderId: string): Promise<Order> {
    return (await this.#send("GET", `/orders/${orderId}`)) as Order;
  }

  async ofCustomer(customerId: string): Promise<readonly Order[]> {
    return (await this.#send("GET", `/customers/${customerId}/orders`)) as Order[];
  }

  async openIn(city: string): Promise<readonly Order[]> {
    return (await this.#send("GET", `/cities/${city}/open-orders`)) as Order[];
  }

  /** Hands over what happened in service A. */
  async takeOver(event: OrderEvent): Promise<void> {
    await this.#send("POST", "/events", event);
  }

  /**
   * @throws {UnknownOrderError} for 404.
   * @throws {ServiceBError} when the service cannot be reached or refuses.
   */
  async #send(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
    const request = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(this.#url + path, request).catch((cause: unknown) => {
      throw new ServiceBError("Service B cannot be reached.", { cause });
    });
    if (response.status === 404) {
      throw new UnknownOrderError(path);
    }
    if (!response.ok) {
      throw new ServiceBError(`Service B answered ${String(response.status)}.`);
    }
    return response.json();
  }
}
