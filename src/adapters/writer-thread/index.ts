export { serveWriter } from "./serve-writer.ts";
export { startWriterThread } from "./start-writer-thread.ts";
