import { createServer } from "node:http";
import { UnknownOrderError, type OrderEvent, type OrderRequest } from "../orders/order.js";
import { OrderBook, type OrderListener } from "../orders/orderBook.js";
import { listenLocally, type LocalServer } from "./localServer.js";

/** Service B on this machine; it keeps real orders and can be made to fail. */
export interface LocalServiceB extends LocalServer {
  readonly book: OrderBook;
  /** How many requests arrived, the failed ones included. */
  requestCount(): number;
  /** While true, every request is answered with 503. */
  setFailing(failing: boolean): void;
}

/** Starts the service on a free port. */
export async function startLocalServiceB(tell: OrderListener): Promise<LocalServiceB> {
  const book = new OrderBook(tell);
  let failing = false;
  let requests = 0;
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      requests += 1;
      try {
        const body = Buffer.concat(chunks).toString("utf8");
        const answer = failing ? undefined : answerTo(book, request.url ?? "/", body);
        response.writeHead(failing ? 503 : 200).end(JSON.stringify(answer ?? null));
      } catch (error) {
        response.writeHead(error instanceof UnknownOrderError ? 404 : 400).end();
      }
    });
  });
  const local = await listenLocally(server);
  return {
    ...local,
    book,
    requestCount: () => requests,
    setFailing: (value) => {
      failing = value;
    },
  };
}

function answerTo(book: OrderBook, url: string, body: string): unknown {
  const [collection, id = "", part] = url.slice(1).split("/");
  switch (collection) {
    case "events":
      book.takeOver(JSON.parse(body) as OrderEvent);
      return null;
    case "customers":
      return book.ofCustomer(id);
    case "cities":
      return book.openIn(id);
    case "orders":
      if (id === "") {
        return book.place(JSON.parse(body) as OrderRequest);
      }
      return part === "cancel" ? book.cancel(id) : book.find(id);
    default:
      throw new UnknownOrderError(url);
  }
}
