export { createMetadataReader } from "./create-metadata-reader.ts";
