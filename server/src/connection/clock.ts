/** The moment that flags are judged at, and the passing of days in a server that runs for weeks. */
export class Clock {
  readonly #pinned: Date | undefined;

  /** `pinned`: an ISO date or date-time that stands still, as it came from the editor; anything else is ignored. */
  constructor(pinned: unknown) {
    this.#pinned = momentOf(pinned);
  }

  now(): Date {
    return this.#pinned ?? new Date();
  }

  /** Calls back when another UTC day has begun. Nothing is kept alive for it. */
  onNewDay(callback: () => void): void {
    if (this.#pinned !== undefined) return;
    let day = dayOf(this.now());
    setInterval(() => {
      const today = dayOf(this.now());
      if (today === day) return;
      day = today;
      callback();
    }, 60_000).unref();
  }
}

/** The moment of an ISO date (its first instant, UTC) or date-time; undefined for what is neither. */
export function momentOf(text: unknown): Date | undefined {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}/u.test(text)) return undefined;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
