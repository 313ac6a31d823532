export { askModel, withoutMarks } from "./ask-model.ts";
export { type DocumentText, markDocuments, withSampleMarks } from "./mark-documents.ts";
