export { createNewFiles } from "./create-new-file.ts";
export { createFileSources } from "./file-sources.ts";
