export { askAll } from "./ask-all.ts";
export { estimateReading } from "./estimate-reading.ts";
export { summarize, summarizeDocuments } from "./summarize.ts";
