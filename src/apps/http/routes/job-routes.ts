import { createRoute, z } from "@hono/zod-openapi";
import { type Caller, type Job, JobNotFoundError } from "../../../core/index.ts";
import { givenObject, jobSchema } from "../../../core/schemas/index.ts";
import type { LydianServer } from "../../../server/index.ts";
import { jobFor, requireAllDocuments, requireWholeStore, seesJob } from "../caller.ts";
import { callOptionsFor } from "../caller-options.ts";
import { allowSource } from "../security/allow-source.ts";
import { streamEvents } from "../stream-events.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { readUpload } from "./read-upload.ts";
import { collectionParam, eventStream, jsonBody, readParams, responses } from "./route-schemas.ts";

const jobParam = z.object({ job: z.string().regex(/^job_[0-9a-z]{26}$/) });
/** Parts of every route about one job. */
const ofOneJob = { tags: ["jobs"], request: { params: jobParam } };

const taskRequest = z
  .discriminatedUnion("kind", [
    givenObject({
      kind: z.literal("fetch"),
      urls: z
        .array(z.url({ protocol: /^https?$/ }))
        .min(1)
        .max(100),
      depth: z.int().min(0).max(10).default(0),
      accessLabels: z.array(z.string().min(1).max(100)).max(100).default([]),
    }),
    givenObject({
      kind: z.literal("sync"),
      sources: z.array(z.string().min(1).max(4_096)).max(100).default([]).meta({
        description: "Folders on the machine of the server, or web addresses. Empty: all sources of the collection.",
      }),
    }),
    givenObject({ kind: z.literal("reindex") }),
    givenObject({ kind: z.literal("embed") }),
    givenObject({
      kind: z.literal("ocr"),
      documents: z.array(z.string().min(1).max(200)).min(1).max(100).meta({
        description: "Ids of documents to read again from their originals with OCR.",
      }),
    }),
  ])
  .meta({ id: "JobRequest" });

const uploadRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/documents",
  summary: "Upload documents",
  description:
    "Accepts up to 1,000 files as `multipart/form-data`. The name of a file may be a path below the chosen folder. Responds when the files are stored; the job then adds them.",
  tags: ["documents"],
  "x-permission": "write",
  request: {
    params: collectionParam,
    body: { content: { "multipart/form-data": { schema: z.object({ file: z.string().meta({ format: "binary" }) }) } } },
  },
  responses: accepted(),
});

const startRoute = createRoute({
  method: "post",
  path: "/collections/{collection}/jobs",
  summary: "Start a job: fetch pages, sync sources, embed, reindex, or recognise text",
  tags: ["jobs"],
  "x-permission": "write",
  request: { params: collectionParam, body: jsonBody(taskRequest) },
  responses: accepted(),
});

const listRoute = createRoute({
  method: "get",
  path: "/jobs",
  summary: "List jobs",
  tags: ["jobs"],
  "x-permission": "write",
  responses: responses(z.object({ jobs: z.array(jobSchema) }).meta({ id: "Jobs" }), "The latest jobs first."),
});

const readRoute = createRoute({
  method: "get",
  path: "/jobs/{job}",
  summary: "Read a job",
  ...ofOneJob,
  "x-permission": "write",
  responses: responses(jobSchema, "The job with the outcome of each file."),
});

const eventsRoute = createRoute({
  method: "get",
  path: "/jobs/{job}/events",
  summary: "Follow a job",
  description: "Sends events named `job`, each with the whole job, until it is over.",
  ...ofOneJob,
  "x-permission": "write",
  responses: eventStream("The job now and after each change."),
});

const cancelRoute = createRoute({
  method: "delete",
  path: "/jobs/{job}",
  summary: "Cancel a job",
  ...ofOneJob,
  "x-permission": "write",
  responses: responses(jobSchema, "The cancelled job; everything it has committed stays."),
});

export function addJobRoutes(api: Api, { lydian, server, options, jobs }: ApiParts): void {
  // Uploads go through the multipart parser as a stream, which the types of routes do not support.
  api.openAPIRegistry.registerPath(uploadRoute);
  api.post("/collections/:collection/documents", async (c) => {
    const { collection, signal } = callOptionsFor(c, readParams(c, collectionParam).collection);
    const upload = readUpload(c.req.raw, signal);
    const { maxUploadBytes: maxFileBytes } = options;
    const job = await server.upload({
      collection,
      files: upload,
      maxFileBytes,
      signal,
      accessLabels: labelsOf(c.get("caller")),
    });
    return c.json(jobFor(c.get("caller"), job), 202);
  });
  api.openapi(startRoute, async (c) => {
    const task = c.req.valid("json");
    const caller = c.get("caller");
    // A job can read files of the server, replace vectors and pages of any document, and reveals all of them.
    if (task.kind === "sync") requireWholeStore(caller, "admin");
    else requireAllDocuments(caller, task.kind === "reindex" ? "admin" : "write");
    const { collection, signal } = callOptionsFor(c, c.req.valid("param").collection);
    const allowed =
      task.kind === "sync"
        ? { ...task, sources: await allowNewSources({ lydian, options }, collection, task.sources, signal) }
        : task;
    return c.json(await server.startJob({ collection, task: allowed, signal }), 202);
  });
  api.openapi(listRoute, async (c) => {
    const all = await server.jobs({ signal: c.get("signal") });
    const caller = c.get("caller");
    const jobs = all.filter((job) => seesJob(caller, job)).map((job) => jobFor(caller, job));
    return c.json({ jobs }, 200);
  });
  api.openapi(readRoute, async (c) => {
    const caller = c.get("caller");
    return c.json(jobFor(caller, await readJob(server, c.req.valid("param").job, caller, c.get("signal"))), 200);
  });
  api.openAPIRegistry.registerPath(eventsRoute);
  api.get("/jobs/:job/events", async (c) => {
    const { job: id } = readParams(c, jobParam);
    const now = await readJob(server, id, c.get("caller"), c.get("signal"));
    return streamEvents(c, async ({ send, signal }) => {
      const read = () => server.job(now.id, { signal });
      for await (const job of jobs.follow(now, read, signal)) await send("job", jobFor(c.get("caller"), job));
    });
  });
  api.openapi(cancelRoute, async (c) => {
    const { id } = await readJob(server, c.req.valid("param").job, c.get("caller"), c.get("signal"));
    return c.json(jobFor(c.get("caller"), await server.cancelJob(id, { signal: c.get("signal") })), 200);
  });
}

/** Checks the places that are not sources yet. Returns the places to sync. */
async function allowNewSources(
  { lydian, options }: Pick<ApiParts, "lydian" | "options">,
  collection: string,
  places: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const known = new Set((await lydian.sources({ collection, signal })).map(({ uri }) => uri));
  const allowed: string[] = [];
  for (const place of places) allowed.push(known.has(place) ? place : await allowSource(options, place));
  return allowed;
}

/** Returns the labels of uploaded documents: those of the key, if it is limited to some. */
function labelsOf({ scope }: Caller): readonly string[] {
  return scope.kind === "everything" ? [] : scope.labels;
}

async function readJob(
  server: Pick<LydianServer, "job">,
  id: string,
  caller: Caller,
  signal: AbortSignal,
): Promise<Job> {
  const job = await server.job(id, { signal });
  if (job !== undefined && seesJob(caller, job)) return job;
  throw new JobNotFoundError(`No job has the id "${id}".`, { hint: "GET /api/v1/jobs lists them." });
}

function accepted() {
  const { 200: accepted, ...others } = responses(jobSchema, "The job, which continues after this call.");
  return { 202: accepted, ...others } as const;
}
