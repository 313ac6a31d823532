export { createUploadFiles } from "./create-upload-files.ts";
