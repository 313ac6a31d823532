import { LydianError } from "./lydian-error.ts";

/** A new file would overwrite an existing one. */
export class FileExistsError extends LydianError {
  readonly code = "file-exists";
}

/** A file is larger than the limit in the settings. */
export class FileTooLargeError extends LydianError {
  readonly code = "file-too-large";
}

/** A file or folder cannot be read: a permission, a broken link, or it no longer exists. */
export class FileUnreadableError extends LydianError {
  readonly code = "file-unreadable";
}

/** A file cannot be created or written: a permission or a full disk. */
export class FileUnwritableError extends LydianError {
  readonly code = "file-unwritable";
}

/** A file is broken, or not what it seems to be. */
export class LoadFailedError extends LydianError {
  readonly code = "load-failed";
}

/** A loader exceeded its time or memory and was stopped. */
export class LoaderLimitError extends LydianError {
  readonly code = "loader-limit";
}

/** No loader reads this kind of file. */
export class UnsupportedMediaTypeError extends LydianError {
  readonly code = "unsupported-media-type";
}

/** A file needs a password. */
export class EncryptedDocumentError extends LydianError {
  readonly code = "encrypted-document";
}

/** A container is nested too deep, or has too many members or bytes for one source. */
export class ContainerLimitError extends LydianError {
  readonly code = "container-limit";
}

/** OCR is on, but its packages are not installed. */
export class OcrUnavailableError extends LydianError {
  readonly code = "ocr-unavailable";
}
