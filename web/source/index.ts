export { DocumentReader } from "./document-reader.tsx";
export { SaveOriginal } from "./save-original.tsx";
export { SourceViewer } from "./source-viewer.tsx";
export { useLostFocus } from "./use-lost-focus.ts";
