import { EncryptedDocumentError } from "../../../core/index.ts";

/**
 * Office puts a document with a password whole into an encrypted stream: nothing of it can be read.
 *
 * @throws {EncryptedDocumentError} always
 */
export async function refuseEncrypted(): Promise<never> {
  throw new EncryptedDocumentError("The Office document is encrypted and needs a password.", {
    hint: "Save a copy without a password, and add that.",
  });
}
