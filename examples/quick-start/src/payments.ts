import type { Client } from "@openfeature/server-sdk";

/** The ways to pay, in the order the page shows them. */
export async function paymentMethods(flags: Client, customerId: string): Promise<string[]> {
  const context = { targetingKey: customerId };
  const methods = ["card", "invoice"];
  if (await flags.getBooleanValue("express-payment", false, context)) {
    methods.unshift("express");
  }
  return methods;
}

/** The line about the payment in the confirmation mail. */
export async function paymentNote(flags: Client, customerId: string): Promise<string> {
  const context = { targetingKey: customerId };
  const express = await flags.getBooleanValue("express-paymnet", false, context);
  return express ? "You paid with one tap." : "Thank you for your payment.";
}
