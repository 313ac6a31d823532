export { estimateReading } from "./estimate-reading.ts";
export { summarize } from "./summarize-documents.ts";
