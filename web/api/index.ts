export { type AskRequest, askServer } from "./ask.ts";
export { type Call, callApi, collectionPath, send } from "./call.ts";
export { type Collection, listCollections } from "./collections.ts";
export { type DocumentName, type DocumentText, readDocument, readDocumentText, readOriginal } from "./documents.ts";
export { listExamples } from "./examples.ts";
export { giveKey, isKeyWanted, onKeyWanted } from "./key.ts";
export { ProblemError, toProblem } from "./problem.ts";
export { readEvents, type ServerEvent } from "./read-events.ts";
export { readSavedAnswer } from "./saved-answers.ts";
