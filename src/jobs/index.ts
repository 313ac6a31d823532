export { fromKeptJob, toKeptJob } from "./keep-job.ts";
export { type JobServices, runJobs } from "./run-jobs.ts";
