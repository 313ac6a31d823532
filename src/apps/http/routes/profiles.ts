import { createRoute, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { count, hash, text } from "../../../core/schemas/index.ts";
import type { Api, ApiParts } from "./create-api.ts";
import { responses } from "./schemas.ts";

const origin = z.enum(["store", "user", "bundled"]);
const listed = z.object({ name: text, origin, isSet: z.boolean() });

/** What of a profile a reader may know: its words to the model, its examples and where they come from are its writer's. */
const profileSchema = z
  .object({
    name: text,
    hash,
    description: text.exactOptional(),
    tone: text.exactOptional(),
    readingLevel: z.enum(["plain", "general", "expert"]).exactOptional(),
    language: text.exactOptional(),
    format: z.enum(["prose", "list", "table", "json"]).exactOptional(),
    maxSentences: count.exactOptional(),
  })
  .meta({ id: "Profile", description: "How a language model's answers are written." });

const listRoute = createRoute({
  method: "get",
  path: "/profiles",
  summary: "Which profiles there are",
  tags: ["profiles"],
  responses: responses(z.object({ profiles: z.array(listed) }).meta({ id: "Profiles" }), "By name."),
});

const readRoute = createRoute({
  method: "get",
  path: "/profiles/{profile}",
  summary: "One profile",
  tags: ["profiles"],
  request: { params: z.object({ profile: z.string().min(1).max(100) }) },
  responses: responses(profileSchema, "Without its words to the model and its examples."),
});

export function addProfileRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const profiles = (await lydian.profiles()).map(({ name, origin, isSet }) => ({ name, origin, isSet }));
    return c.json({ profiles }, 200);
  });
  api.openapi(readRoute, async (c) => {
    const { profile: name } = c.req.valid("param");
    if ((await lydian.profiles()).every((known) => known.name !== name))
      throw new HTTPException(404, { message: "There is no profile of this name: GET /api/v1/profiles shows them." });
    return c.json(profileSchema.parse(await lydian.profile(name)), 200);
  });
}
