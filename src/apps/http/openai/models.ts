import { CollectionNotFoundError, type CollectionStatus, type Lydian, type ModelInfo } from "../../../index.ts";
import { type Caller, seesCollection } from "../caller.ts";

const PREFIX = "lydian/";

/** A model as OpenAI's list has it. */
interface ListedModel {
  readonly id: string;
  readonly object: "model";
  /** Seconds. */
  readonly created: number;
  readonly owned_by: "lydian";
}

/** What a model's name means: a collection, and how a language model is to write. */
export interface NamedModel {
  readonly collection: string;
  readonly profile?: string;
}

type Calls = Pick<Lydian, "status" | "models" | "profiles">;

/** The collections that a caller may know of, each also with every profile where a language model writes. */
export async function listModels(lydian: Calls, caller: Caller, signal: AbortSignal): Promise<readonly ListedModel[]> {
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

/** Whether a language model answers. */
export async function hasWriter(lydian: Pick<Lydian, "models">, signal: AbortSignal): Promise<boolean> {
  return (await lydian.models({ signal })).some(isWriter);
}

/**
 * `lydian/handbook`, or `lydian/handbook:brief` with a profile; a name without the prefix is a collection's, too.
 *
 * @throws {CollectionNotFoundError} if the caller knows no such collection, or there is no such profile
 */
export async function readModel(
  lydian: Pick<Lydian, "status" | "profiles">,
  { model, caller }: { readonly model: string; readonly caller: Caller },
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

export function unknownModel(model: string): CollectionNotFoundError {
  return new CollectionNotFoundError(`There is no model "${model}".`, {
    hint: 'A collection is a model, as "lydian/default"; GET /v1/models shows those that are there for this key.',
  });
}
