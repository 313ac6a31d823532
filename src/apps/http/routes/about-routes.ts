import { createRoute, z } from "@hono/zod-openapi";
import { defined } from "../../../core/index.ts";
import { calibrationReportSchema, count, doctorReportSchema, text } from "../../../core/schemas/index.ts";
import { requireAllDocuments, requireWholeStore, seesWholeStore } from "../caller.ts";
import { callOptionsFor } from "../caller-options.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { collectionParam, responses } from "./route-schemas.ts";

const aboutSchema = z
  .object({
    version: text,
    permission: z.enum(["read", "write", "admin"]).meta({ description: "Permission of the caller." }),
    seesAll: z.boolean().meta({ description: "Whether the caller may read documents with any label." }),
    maxUploadBytes: count,
    settings: z
      .array(z.object({ name: text, value: text }))
      .exactOptional()
      .meta({ description: "Settings that shape answers; only for administrators of the whole store." }),
    store: z
      .object({
        folder: text,
        formatVersion: count,
        sizeBytes: count,
        embedder: text,
        guardPolicy: z
          .object({
            name: text,
            version: text,
            origin: z.enum(["call", "environment", "store", "user", "default"]),
            path: text.exactOptional(),
          })
          .meta({ description: "The policy of the guards, with the fingerprint of its content." }),
      })
      .exactOptional(),
  })
  .meta({ id: "About" });

const aboutRoute = createRoute({
  method: "get",
  path: "/about",
  summary: "Describe the server and the permission of the caller",
  tags: ["server"],
  responses: responses(
    aboutSchema,
    "The server; the store and the settings only for administrators of the whole store.",
  ),
});

const calibrationRoute = createRoute({
  method: "get",
  path: "/collections/{collection}/calibration",
  summary: "Read the calibration of a collection",
  tags: ["collections"],
  request: { params: collectionParam },
  responses: responses(
    z.object({ calibration: calibrationReportSchema.exactOptional() }).meta({ id: "CalibrationOf" }),
    "The calibration; empty if there is none.",
  ),
});

const healthRoute = createRoute({
  method: "post",
  path: "/health",
  summary: "Check the server and the store",
  description: "Runs the checks of `lydian doctor`, which read the whole store. Calls at the same time share one run.",
  tags: ["server"],
  "x-permission": "admin",
  responses: responses(doctorReportSchema, "The checks in their order."),
});

export function addAboutRoutes(api: Api, { lydian, version, options, health }: ApiParts): void {
  let running: ReturnType<typeof health.runDoctor> | undefined;
  api.openapi(aboutRoute, async (c) => {
    const caller = c.get("caller");
    const { permission } = caller;
    const seesAll = caller.scope.kind === "everything";
    const { maxUploadBytes } = options;
    const about = { version, permission, seesAll, maxUploadBytes };
    if (permission !== "admin" || !seesWholeStore(caller)) return c.json(about, 200);
    const { store: folder, collections: _, ...store } = await lydian.status({ signal: c.get("signal") });
    return c.json({ ...about, settings: [...health.settings], store: { folder, ...store } }, 200);
  });
  api.openapi(calibrationRoute, async (c) => {
    // The curve reveals facts about all documents.
    requireAllDocuments(c.get("caller"), "read");
    const { scope: _, ...call } = callOptionsFor(c, c.req.valid("param").collection);
    const calibration = await lydian.calibration(call);
    if (calibration === undefined) return c.json({}, 200);
    const { curve, outdated } = calibration;
    return c.json({ calibration: { ...calibration, curve: [...curve], outdated: [...outdated] } }, 200);
  });
  api.openapi(healthRoute, async (c) => {
    requireWholeStore(c.get("caller"), "admin");
    // One run at a time. The first caller does not stop it, since others may wait for it.
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
