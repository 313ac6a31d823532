import { type Configuration, findProfiles, readProfile } from "../config/index.ts";
import type { LydianParts } from "../library/index.ts";
import { rememberQueries } from "../library/index.ts";
import { once } from "./once.ts";
import { openEmbedder, openGenerator, openReranker } from "./open-models.ts";
import { profileFolders } from "./profile-folders.ts";
import { readFollowUpPrompts, readPrompt, readPrompts, readSurveyPrompts } from "./read-prompts.ts";

/** Models, profiles and prompts; each is opened when it is first asked for. */
export function prepareModels(configuration: Configuration) {
  const embedder = once(async () => rememberQueries(await openEmbedder(configuration)));
  const reranker = once(() => openReranker(configuration));
  const generator = once(() => openGenerator(configuration));
  const models: LydianParts["models"] = async (signal) => {
    const { verifyModelFiles } = await import("../adapters/onnx/index.ts");
    const { listModels } = await import("./list-models.ts");
    const { listPulledModels } = await import("./list-pulled-models.ts");
    const verify = (folder: string) => {
      signal.throwIfAborted();
      return verifyModelFiles(folder);
    };
    const listed = await listModels(configuration, verify, signal);
    const pulled = await listPulledModels(configuration, signal);
    // The one that is set may be one of them.
    return [...listed.filter(({ path }) => !pulled.some((one) => one.path === path)), ...pulled];
  };
  const pullModel: LydianParts["pullModel"] = async (request, signal) =>
    (await import("./pull-model.ts")).pullModel(configuration, request, signal);
  return {
    parts: { embedder, reranker, generator, models, pullModel, ...prepareProfiles(configuration) },
    close: async () => {
      await (await embedder.opened())?.close();
      await (await reranker.opened())?.close();
      await (await generator.opened())?.close();
    },
  };
}

function prepareProfiles({ settings, store, userFolder }: Configuration) {
  const folders = profileFolders(store.folder, userFolder);
  const { profile } = settings.answer;
  return {
    prompts: once(async () => ({ templates: await readPrompts(), profile: await readProfile(folders, profile) })),
    followUpPrompts: once(readFollowUpPrompts),
    surveyPrompts: once(readSurveyPrompts),
    rephrasePrompt: once(() => readPrompt("rephrase")),
    profiles: async () => (await findProfiles(folders)).map((one) => ({ ...one, isSet: one.name === profile })),
    readProfile: (name: string) => readProfile(folders, name),
  };
}
