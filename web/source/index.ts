export { SourceViewer } from "./source-viewer.tsx";
