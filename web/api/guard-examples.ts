import type { GuardExample } from "../../src/core/index.ts";
import { callApi, collectionPath } from "./call.ts";

/** Reports a verdict of a guard as wrong. */
export async function reportVerdict({
  collection,
  ...example
}: Omit<GuardExample, "givenAt" | "givenBy">): Promise<void> {
  await callApi<object>(collectionPath(collection, "guard-examples"), { method: "POST", body: example });
}
