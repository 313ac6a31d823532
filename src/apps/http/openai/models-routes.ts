import type { Hono } from "hono";
import type { HttpVariables } from "../http-variables.ts";
import type { OpenAiParts } from "./create-openai-api.ts";
import { listModels, unknownModel } from "./models.ts";

export function addModelRoutes(api: Hono<HttpVariables>, { lydian }: Pick<OpenAiParts, "lydian">): void {
  api.get("/models", async (c) =>
    c.json({ object: "list", data: await listModels(lydian, c.get("caller"), c.get("signal")) }, 200),
  );
  // The name has a slash, which some clients encode.
  api.get("/models/:model{.+}", async (c) => {
    const name = c.req.param("model");
    const models = await listModels(lydian, c.get("caller"), c.get("signal"));
    const model = models.find(({ id }) => id === name);
    if (model === undefined) throw unknownModel(name);
    return c.json(model, 200);
  });
}
