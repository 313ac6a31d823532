export type * from "./core/index.ts";
export {
  BlockCorruptError,
  CollectionNotFoundError,
  ContainerLimitError,
  canRead,
  DataMissingError,
  DocumentNotFoundError,
  EmbeddingFailedError,
  EncryptedDocumentError,
  everything,
  FileExistsError,
  FileTooLargeError,
  FileUnreadableError,
  FileUnwritableError,
  GuardBlockedError,
  InvalidArgumentError,
  InvalidDataError,
  InvalidFilterError,
  InvalidSettingsError,
  LoaderLimitError,
  LoadFailedError,
  LydianError,
  ModelUnavailableError,
  SpaceMismatchError,
  StoreBusyError,
  StoreUnavailableError,
  StoreVersionError,
  UnsupportedMediaTypeError,
  UntrustedStoreError,
} from "./core/index.ts";
export { parseFilter, printFilter } from "./kernel/index.ts";
export type * from "./lydian.ts";
export { openLydian } from "./open.ts";
