import { createRoute, z } from "@hono/zod-openapi";
import { defined } from "../../../core/index.ts";
import { calibrationReportSchema, count, doctorReportSchema, text } from "../../../core/schemas/index.ts";
import { callOptionsFor } from "../call-options.ts";
import { requireWholeStore } from "../caller.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { collectionParam, responses } from "./schemas.ts";

const aboutSchema = z
  .object({
    version: text,
    permission: z.enum(["read", "write", "admin"]).meta({ description: "Of whoever asks." }),
    seesAll: z.boolean().meta({ description: "Whether documents of any label are there for them." }),
    maxUploadBytes: count,
    settings: z
      .array(z.object({ name: text, value: text }))
      .exactOptional()
      .meta({ description: "Those that shape answers." }),
    store: z.object({ folder: text, formatVersion: count, sizeBytes: count, embedder: text }).exactOptional(),
  })
  .meta({ id: "About" });

const aboutRoute = createRoute({
  method: "get",
  path: "/about",
  summary: "What this server is, and what the caller may do",
  tags: ["server"],
  responses: responses(aboutSchema, "Of the store and of settings only administrators of all of it are told."),
});

const calibrationRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/calibration",
  summary: "How wrong answers may be",
  tags: ["collections"],
  request: { params: collectionParam },
  responses: responses(
    z.object({ calibration: calibrationReportSchema.exactOptional() }).meta({ id: "CalibrationOf" }),
    "Nothing where none was made.",
  ),
});

const healthRoute = createRoute({
  method: "post",
  path: "/health",
  summary: "Check that all is well",
  description:
    "What `lydian doctor` checks. It reads the whole store; asked again meanwhile, the same report is waited for.",
  tags: ["server"],
  responses: responses(doctorReportSchema, "In the order of the checks."),
});

export function addAboutRoutes(api: Api, { lydian, version, options, health }: ApiParts): void {
  let running: ReturnType<typeof health.runDoctor> | undefined;
  api.openapi(aboutRoute, async (c) => {
    const { permission, scope, collections } = c.get("caller");
    const seesAll = scope.kind === "everything";
    const { maxUploadBytes } = options;
    const told = { version, permission, seesAll, maxUploadBytes };
    if (permission !== "admin" || !seesAll || collections !== undefined) return c.json(told, 200);
    const { store: folder, formatVersion, sizeBytes, embedder } = await lydian.status({ signal: c.get("signal") });
    return c.json(
      { ...told, settings: [...health.settings], store: { folder, formatVersion, sizeBytes, embedder } },
      200,
    );
  });
  api.openapi(calibrationRoute, async (c) => {
    // The curve and its age tell of all documents.
    requireWholeStore(c.get("caller"), "read");
    const { scope: _, ...call } = callOptionsFor(c, c.req.valid("param").collection);
    const calibration = await lydian.calibration(call);
    if (calibration === undefined) return c.json({}, 200);
    const { curve, outdated } = calibration;
    return c.json({ calibration: { ...calibration, curve: [...curve], outdated: [...outdated] } }, 200);
  });
  api.openapi(healthRoute, async (c) => {
    requireWholeStore(c.get("caller"), "admin");
    // One at a time, and not stopped with the first who asked: others may wait for it.
    running ??= health.runDoctor(new AbortController().signal).finally(() => {
      running = undefined;
    });
    const { checks } = await running;
    return c.json({ checks: checks.map(({ details, ...check }) => withDetails(check, details)) }, 200);
  });
}

function withDetails<Check extends object>(check: Check, details: readonly string[] | undefined) {
  return defined({ ...check, details: details === undefined ? undefined : [...details] });
}
