export { type ChunkerOptions, createChunker } from "./create-chunker.ts";
