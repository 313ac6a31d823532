export { createLoaderHost, type LoaderHostOptions } from "./create-loader-host.ts";
export { serveLoads } from "./serve-loads.ts";
