export { type Download, type Downloaded, downloadFile } from "./download-file.ts";
export { hashFile } from "./hash-file.ts";
