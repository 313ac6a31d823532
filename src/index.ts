export type { DoctorOptions } from "./compose/doctor/doctor.ts";
export type { RepairOptions } from "./compose/doctor/repair-store.ts";
export type { OpenOptions } from "./compose/open.ts";
export { openLydian, openLydianServer } from "./compose/open.ts";
export type { ServeOptions } from "./compose/serve.ts";
export type { ServeAgentOptions } from "./compose/serve-mcp.ts";
export type * from "./core/index.ts";
export {
  AddressNotFoundError,
  AnswerNotFoundError,
  BlockCorruptError,
  BodyTooLargeError,
  CallRunningError,
  CallTimeoutError,
  CollectionNotFoundError,
  ContainerLimitError,
  ConversationNotFoundError,
  canRead,
  coversScope,
  DataMissingError,
  DocumentNotFoundError,
  DownloadFailedError,
  EmbeddingFailedError,
  EncryptedDocumentError,
  ExportCorruptError,
  ExportVersionError,
  everything,
  FileExistsError,
  FileTooLargeError,
  FileUnreadableError,
  FileUnwritableError,
  GuardBlockedError,
  HttpStatusError,
  InvalidArgumentError,
  InvalidDataError,
  InvalidFilterError,
  InvalidSettingsError,
  JobNotFoundError,
  KeyNotFoundError,
  KeyRequiredError,
  LoaderLimitError,
  LoadFailedError,
  LydianError,
  ModelUnavailableError,
  NotPermittedError,
  PrivateAddressError,
  RedirectRefusedError,
  RobotsDisallowedError,
  RobotsUnreachableError,
  SourceNotFoundError,
  SourceUnavailableError,
  SpaceMismatchError,
  StoreBusyError,
  StoreUnavailableError,
  StoreVersionError,
  TooManyRequestsError,
  UnsupportedMediaTypeError,
  UntrustedStoreError,
  WebTimeoutError,
  WebUnreachableError,
} from "./core/index.ts";
export { parseFilter, printFilter } from "./engine/kernel/index.ts";
export type * from "./library/index.ts";
export type * from "./server/index.ts";
