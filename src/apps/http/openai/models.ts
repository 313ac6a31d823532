import type { Hono } from "hono";
import { type Caller, CollectionNotFoundError, seesCollection } from "../../../core/index.ts";
import type { CollectionStatus, Lydian, ModelInfo } from "../../../library/index.ts";
import type { HttpVariables } from "../http-variables.ts";
import type { OpenAiParts } from "./openai-parts.ts";

const PREFIX = "lydian/";

/** A model in OpenAI's format. */
interface ListedModel {
  readonly id: string;
  readonly object: "model";
  /** Time of creation, in seconds since 1970. */
  readonly created: number;
  readonly owned_by: "lydian";
}

/** Meaning of a model name: a collection, and the profile of the language model. */
export interface NamedModel {
  readonly collection: string;
  readonly profile?: string;
}

type Calls = Pick<Lydian, "status" | "models" | "profiles">;

/** Lists the collections of a caller. If a language model answers, each also occurs with every profile. */
async function listModels(lydian: Calls, caller: Caller, signal: AbortSignal): Promise<readonly ListedModel[]> {
  const { collections } = await lydian.status({ signal });
  const profiles = (await hasWriter(lydian, signal)) ? (await lydian.profiles()).map(({ name }) => name) : [];
  return collections
    .filter(({ name }) => seesCollection(caller, name))
    .flatMap((collection) => [describe(collection), ...profiles.map((profile) => describe(collection, `:${profile}`))]);
}

function describe({ name, createdAt }: CollectionStatus, suffix = ""): ListedModel {
  const created = Math.floor(Date.parse(createdAt) / 1_000);
  return { id: `${PREFIX}${name}${suffix}`, object: "model", created, owned_by: "lydian" };
}

const isWriter = ({ job, isSet, origin }: ModelInfo): boolean => job === "answering" && isSet && origin !== "built-in";

/** Returns whether a language model answers. */
export async function hasWriter(lydian: Pick<Lydian, "models">, signal: AbortSignal): Promise<boolean> {
  return (await lydian.models({ signal })).some(isWriter);
}

/**
 * Reads a model name: `lydian/handbook`, or `lydian/handbook:brief` with a profile. The prefix is optional.
 *
 * @throws {CollectionNotFoundError} if the caller has no such collection, or there is no such profile
 */
export async function readModel(
  lydian: Pick<Lydian, "status" | "profiles">,
  model: string,
  caller: Caller,
  signal: AbortSignal,
): Promise<NamedModel> {
  const [collection = "", ...rest] = (model.startsWith(PREFIX) ? model.slice(PREFIX.length) : model).split(":");
  const { collections } = await lydian.status({ signal });
  if (!seesCollection(caller, collection) || !collections.some(({ name }) => name === collection))
    throw unknownModel(model);
  if (rest.length === 0) return { collection };
  const profile = rest.join(":");
  if (!(await lydian.profiles()).some(({ name }) => name === profile)) throw unknownModel(model);
  return { collection, profile };
}

function unknownModel(model: string): CollectionNotFoundError {
  return new CollectionNotFoundError(`There is no model "${model}".`, {
    hint: 'A collection is a model, such as "lydian/default". GET /v1/models lists the models of this key.',
  });
}

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
