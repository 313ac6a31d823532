export { createScanThreads } from "./create-scan-threads.ts";
export { serveScans } from "./serve-scans.ts";
