export { createServer } from "./create-server.ts";
export type * from "./feedback.ts";
export type * from "./jobs.ts";
export type * from "./keys.ts";
export type * from "./lydian-server.ts";
export type * from "./repeated-calls.ts";
export type { ServerParts } from "./server-parts.ts";
export type { NewUpload, UploadedFile } from "./store-upload.ts";
export type * from "./watched-sources.ts";
