// The program of a loader's process: composes the loaders with the channel to the host. Started by createLoaderHost.
import { serveLoads } from "./adapters/loader-process/index.ts";
import { loadBytes } from "./ingest/load/index.ts";

serveLoads(loadBytes);
