import { Hono } from "hono";
import type { HttpVariables } from "../http-variables.ts";
import { addChatRoutes } from "./chat-completions.ts";
import { addEmbeddingRoutes } from "./embedding-route.ts";
import { addModelRoutes } from "./models.ts";
import type { OpenAiParts } from "./openai-parts.ts";
import { addRerankRoutes } from "./rerank-route.ts";
import { addResponseRoutes } from "./responses.ts";

/** Creates the OpenAI-compatible API below `/v1`. A collection is a model. */
export function createOpenAiApi(parts: OpenAiParts): Hono<HttpVariables> {
  const api = new Hono<HttpVariables>();
  addModelRoutes(api, parts);
  addChatRoutes(api, parts);
  addResponseRoutes(api, parts);
  addEmbeddingRoutes(api, parts);
  addRerankRoutes(api, parts);
  return api;
}
