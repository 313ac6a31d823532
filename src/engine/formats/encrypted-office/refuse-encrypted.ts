import { EncryptedDocumentError } from "../../../core/index.ts";

/**
 * Refuses an Office document with a password. Office encrypts it as a whole, so that nothing of it can be read.
 *
 * @throws {EncryptedDocumentError} always
 */
export async function refuseEncrypted(): Promise<never> {
  throw new EncryptedDocumentError("The Office document is encrypted and needs a password.", {
    hint: "Save a copy without a password, and add the copy.",
  });
}
