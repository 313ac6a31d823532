export * from "./bitset.ts";
export * from "./top-list.ts";
