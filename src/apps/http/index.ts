export { type AnswerAgent, createApp, type HttpApp } from "./create-app.ts";
export { createLog } from "./create-log.ts";
export { createJobFeed } from "./job-feed.ts";
export { createMetrics } from "./metrics.ts";
export { readPage } from "./page/read-page.ts";
export type { ServerHealth } from "./server-health.ts";
export type { ServerOptions } from "./server-options.ts";
export { type RunningServer, startServer } from "./start-server.ts";
