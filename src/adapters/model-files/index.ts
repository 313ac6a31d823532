export { type DownloadRequest, type DownloadResult, downloadFile } from "./download-file.ts";
export { hashFile } from "./hash-file.ts";
