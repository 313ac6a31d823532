export { createFileSources } from "./file-sources.ts";
