import type { ScanOrder } from "../../core/index.ts";

/** Message to a thread. */
export interface ScanRequest {
  readonly id: number;
  readonly order: ScanOrder;
}

/** Message from a thread. */
export type ScanReply = { readonly kind: "ready" } | { readonly kind: "done"; readonly id: number };
