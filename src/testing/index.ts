export type { ContractCase } from "./contract-case.ts";
export { embedderContract } from "./embedder-contract.ts";
export { storeContract } from "./store-contract.ts";
