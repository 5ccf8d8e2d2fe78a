import type { OrderEvent } from "../orders/order.js";

/** Takes one event; when it fails, the event is offered again later. */
export type EventConsumer = (event: OrderEvent) => Promise<void>;

/** Events on their way from one service to the other: in order, at least once. */
export class EventChannel {
  readonly #waiting: OrderEvent[] = [];

  /** Puts an event at the end; never fails, whoever is down. */
  send(event: OrderEvent): void {
    this.#waiting.push(event);
  }

  /** How many events have not been taken yet. */
  get backlog(): number {
    return this.#waiting.length;
  }

  /** Offers the waiting events until there are none, or one is refused; returns how many were taken. */
  async deliver(consume: EventConsumer): Promise<number> {
    let taken = 0;
    for (let event = this.#waiting[0]; event !== undefined; event = this.#waiting[0]) {
      try {
        await consume(event);
      } catch {
        return taken;
      }
      this.#waiting.shift();
      taken += 1;
    }
    return taken;
  }
}
