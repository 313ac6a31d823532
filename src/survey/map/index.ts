export { hashReading, type ModelReading } from "./hash-reading.ts";
export { createModelReader, type ModelReader, type ModelReadingServices } from "./read-by-model.ts";
