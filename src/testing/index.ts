export { calculatorContract } from "./calculator-contract.ts";
export type { ContractCase } from "./contract-case.ts";
export { embedderContract } from "./embedder-contract.ts";
export { type FileWatcherUnderTest, fileWatcherContract } from "./file-watcher-contract.ts";
export type { IndexUnderTest } from "./index-case.ts";
export { indexContract } from "./index-contract.ts";
export { createMemoryStore } from "./memory-store.ts";
export { type OcrSample, ocrContract } from "./ocr-contract.ts";
export { storeContract } from "./store-contract.ts";
