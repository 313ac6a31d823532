export { exitCodes } from "./command-context.ts";
export type {
  DoctorOptions,
  IgnoredParts,
  RepairOptions,
  ServeAgentOptions,
  ServeOptions,
  TrustReport,
  TrustRequest,
} from "./composed-calls.ts";
export { runCli } from "./run-cli.ts";
export { createTerminal } from "./terminal.ts";
