import type {
  DoctorOptions,
  OpenOptions,
  RepairOptions,
  ServeAgentOptions,
  ServeOptions,
} from "../../compose/opening.ts";
import type { DoctorReport } from "../../core/index.ts";
import type { Lydian, RepairReport } from "../../library/index.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is handed: where to write, and how to reach the library. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  open(options: OpenOptions): Promise<Lydian>;
  runDoctor(options: DoctorOptions): Promise<DoctorReport>;
  /** Undefined if the store is whole. */
  repairStore(options: RepairOptions): Promise<RepairReport | undefined>;
  /** Until the signal is aborted. */
  serve(options: ServeOptions): Promise<void>;
  /** Until the agent goes, or the signal is aborted. */
  serveMcp(options: ServeAgentOptions): Promise<void>;
  /** Of a run that did not throw; 0 unless a command says otherwise. */
  setExitCode(code: ExitCode): void;
}

export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  abstained: 3,
  notHolding: 3,
  someFailed: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
