import type { Client } from "@openfeature/server-sdk";

/** The address field, which completes what the customer types where that is on. */
export async function addressField(flags: Client, customerId: string): Promise<string> {
  const context = { targetingKey: customerId };
  if (await flags.getBooleanValue("address-autocomplete", false, context)) {
    return '<input name="address" list="addresses" autocomplete="off">';
  }
  return '<input name="address">';
}
