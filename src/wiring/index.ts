export { composeParts } from "./compose-parts.ts";
export { listWritersAndJudges } from "./list-models.ts";
export { modelFolder, rerankerFolder } from "./model-folder.ts";
export { packageVersion } from "./package-version.ts";
