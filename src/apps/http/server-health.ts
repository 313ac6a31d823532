import type { DoctorReport } from "../../index.ts";

/** What a server says of itself. */
export interface ServerHealth {
  /** Those settings that shape answers, by their names; never a key. */
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  /** Looks at everything that Lydian needs; it reads the whole store. */
  runDoctor(signal: AbortSignal): Promise<DoctorReport>;
}
