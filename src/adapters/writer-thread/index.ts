export { type OpenedWriter, serveWriter } from "./serve-writer.ts";
export { startWriterThread, type WriterThreadOptions } from "./start-writer-thread.ts";
