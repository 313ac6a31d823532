import { modelFolder } from "../../model-folder.ts";
import { type OpenedSequenceModel, openSequenceModel } from "./open-sequence-model.ts";

let opened: Promise<OpenedSequenceModel> | undefined;

/**
 * Opens the sequence model that comes with Lydian, once for all guards of the process. A failed opening is tried again.
 *
 * @throws {ModelUnavailableError} if the model's files are missing or damaged
 */
export async function openOwnModel(): Promise<OpenedSequenceModel> {
  opened ??= openSequenceModel(modelFolder("personal-data"));
  try {
    return await opened;
  } catch (error) {
    opened = undefined;
    throw error;
  }
}
