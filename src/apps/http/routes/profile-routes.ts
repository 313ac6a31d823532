import { createRoute, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { count, hash, text } from "../../../core/schemas/index.ts";
import type { Api, ApiParts } from "./api-parts.ts";
import { responses } from "./route-schemas.ts";

const origin = z.enum(["store", "user", "bundled"]);
const listedProfile = z.object({ name: text, origin, isSet: z.boolean() });

/** Public part of a profile, without its instructions to the model and its examples. */
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
  .meta({ id: "Profile", description: "Style in which a language model writes answers." });

const listRoute = createRoute({
  method: "get",
  path: "/profiles",
  summary: "List profiles",
  tags: ["profiles"],
  responses: responses(
    z.object({ profiles: z.array(listedProfile) }).meta({ id: "Profiles" }),
    "The profiles by name.",
  ),
});

const readRoute = createRoute({
  method: "get",
  path: "/profiles/{profile}",
  summary: "Read a profile",
  tags: ["profiles"],
  request: { params: z.object({ profile: z.string().min(1).max(100) }) },
  responses: responses(profileSchema, "The profile without its instructions to the model and its examples."),
});

export function addProfileRoutes(api: Api, { lydian }: ApiParts): void {
  api.openapi(listRoute, async (c) => {
    const profiles = (await lydian.profiles()).map(({ name, origin, isSet }) => ({ name, origin, isSet }));
    return c.json({ profiles }, 200);
  });
  api.openapi(readRoute, async (c) => {
    const { profile: name } = c.req.valid("param");
    if ((await lydian.profiles()).every((profile) => profile.name !== name))
      throw new HTTPException(404, { message: "There is no profile with this name: GET /api/v1/profiles lists them" });
    return c.json(profileSchema.parse(await lydian.profile(name)), 200);
  });
}
