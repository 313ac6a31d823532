export { chooseDocuments } from "./choose-documents.ts";
export { list, original, read, remove } from "./documents.ts";
export { findDocument } from "./find-document.ts";
