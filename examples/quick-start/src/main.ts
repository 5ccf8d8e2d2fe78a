import { OpenFeature } from "@openfeature/server-sdk";
import { answerFromRegistry } from "./localFlags.js";

await answerFromRegistry(new URL("../flags.json", import.meta.url));
const { createShop } = await import("./server.js");

const port = Number(process.argv[2] ?? "8080");
const items = [{ name: "Sailing rope", price: 1890, quantity: 2 }];
const shop = createShop(OpenFeature.getClient(), (customerId) => ({ customerId, items }));
shop.listen(port, () => {
  console.log(`http://localhost:${String(port)}/checkout`);
});
