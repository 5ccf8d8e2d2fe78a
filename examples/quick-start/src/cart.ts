/** What a customer is about to buy. Prices are in cents. */
export interface Cart {
  readonly customerId: string;
  readonly items: readonly CartItem[];
}

/** One line of a cart. */
export interface CartItem {
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
}

/** The sum of a cart's lines, in cents. */
export function totalOf(cart: Cart): number {
  return cart.items.reduce((sum, item) => sum + item.price * item.quantity, 0);
}

/** An amount as the shop writes it. */
export function inEuros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`;
}
