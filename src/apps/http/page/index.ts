export { type PageFiles, readPage } from "./read-page.ts";
export { servePage } from "./serve-page.ts";
