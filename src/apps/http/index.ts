export { type AnswerAgent, createApp, type HttpApp } from "./create-app.ts";
export { createJobFeed } from "./job-feed.ts";
export { createLog } from "./log.ts";
export { createMetrics } from "./metrics.ts";
export { readPageFiles } from "./page/read-page-files.ts";
export { staysAllowed } from "./security/allow-source.ts";
export type { ServerHealth } from "./server-health.ts";
export type { ServerOptions } from "./server-options.ts";
export { type RunningServer, startServer } from "./start-server.ts";
