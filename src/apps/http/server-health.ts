import type { DoctorReport } from "../../core/index.ts";

/** State of a server. */
export interface ServerHealth {
  /** Settings that shape answers, by name; never a key. */
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  /** Checks everything that Lydian needs, and reads the whole store. */
  runDoctor(signal: AbortSignal): Promise<DoctorReport>;
}
