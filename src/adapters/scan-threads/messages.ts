import type { ScanOrder } from "../../core/index.ts";

/** To a thread. */
export interface ScanRequest {
  readonly id: number;
  readonly order: ScanOrder;
}

/** From a thread. */
export type ScanReply = { readonly kind: "ready" } | { readonly kind: "done"; readonly id: number };
