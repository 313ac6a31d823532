import type { OpenOptions } from "../../config/index.ts";
import type { DoctorReport } from "../../core/index.ts";
import type { Lydian, RepairReport, StateRepairReport } from "../../library/index.ts";
import type { LydianServer } from "../../server/index.ts";
import type {
  DoctorOptions,
  RepairOptions,
  ServeAgentOptions,
  ServeOptions,
  TrustReport,
  TrustRequest,
} from "./composed-calls.ts";
import type { Terminal } from "./terminal.ts";

/** Everything that a command needs: the terminal, and the ways to open a store. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  open(options: OpenOptions): Promise<Lydian>;
  /** Opens the store with the functions of a server, for the commands about keys, sources and the server. */
  openServer(options: OpenOptions): Promise<LydianServer>;
  runDoctor(options: DoctorOptions): Promise<DoctorReport>;
  /** Repairs a damaged store. Returns undefined if the store is not damaged. */
  repairStore(options: RepairOptions): Promise<RepairReport | undefined>;
  /** Repairs the file of saved answers, conversations and keys. Undefined if it is intact. */
  repairState(options: OpenOptions): Promise<StateRepairReport | undefined>;
  /** Serves the store over HTTP until the signal is aborted. */
  serve(options: ServeOptions): Promise<void>;
  /** Trusts a store as it is now, or removes the trust. */
  trustStore(request: TrustRequest): Promise<TrustReport>;
  /** Serves one agent until it disconnects or the signal is aborted. */
  serveMcp(options: ServeAgentOptions): Promise<void>;
  /** Sets the exit code of a run that does not throw; the default is 0. */
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
