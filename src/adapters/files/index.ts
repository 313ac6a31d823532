export { createNewFiles } from "./create-new-file.ts";
export { createPathFilter } from "./create-path-filter.ts";
export { createFileSources, type FileSourcesOptions } from "./file-sources.ts";
export { openReadableFile } from "./open-readable-file.ts";
export { hasFile } from "./path-bytes.ts";
export { spoolStream } from "./spool-stream.ts";
