export { type ChunkingOptions, chooseChunkers } from "./choose-chunkers.ts";
