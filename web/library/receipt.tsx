import { type ReactNode, useState } from "react";
import type { PublicDocument } from "../../src/core/index.ts";
import { collectionPath, downloadFile, toProblem } from "../api/index.ts";
import { Button, Trouble } from "../pieces/index.ts";
import { cures } from "./cures.ts";
import { deleteLater } from "./deletions.ts";
import { fileName } from "./describe-job.ts";
import { hasWarnings, listAllFacts, listFacts } from "./describe-receipt.ts";
import { startJob } from "./work.ts";

/** Warnings that recognising the text of the pages may resolve. */
const CURED_BY_OCR: ReadonlySet<string> = new Set(["page-without-text", "no-text", "characters-unmapped"]);

interface ReceiptProps {
  readonly id: string;
  readonly document: PublicDocument;
  readonly mayChange: boolean;
  /** Action that is shown before the others. */
  readonly first?: ReactNode;
  /** True to show where, how and when the document was added. */
  readonly isWhole?: boolean;
  readonly onDelete?: () => void;
}

/** Shows the receipt of a document: findings, cures and actions. */
export function Receipt({ id, document, mayChange, first, isWhole = false, onDelete }: ReceiptProps) {
  const { title, uri, collection } = document;
  const { warnings, nearDuplicates = [] } = document.receipt;
  const [failure, setFailure] = useState<Error>();
  const path = collectionPath(collection, "documents", document.id, "original");
  const download = (): void => {
    setFailure(undefined);
    downloadFile(path, fileName(uri)).catch((error: unknown) => setFailure(toProblem(error)));
  };
  return (
    <section
      id={id}
      className={hasWarnings(document) ? "receipt-in warned" : "receipt-in"}
      aria-label={`Receipt of ${title}`}
    >
      <div>
        {warnings.length === 0 ? <p>The whole document was read and can be found.</p> : null}
        {warnings.map(({ code, message, page }) => (
          <p key={`${code} ${page ?? ""} ${message}`} className="warning">
            {message} {cures[code] === undefined ? null : <span className="cure">{cures[code]}</span>}
          </p>
        ))}
        {nearDuplicates.length === 0 ? null : (
          <p>Says nearly the same as {nearDuplicates.map((other) => fileName(other.uri)).join(", ")}.</p>
        )}
        <p className="do">
          {first}
          {mayChange && warnings.some(({ code }) => CURED_BY_OCR.has(code)) ? (
            <Button onClick={() => void startJob(collection, title, { kind: "ocr", documents: [document.id] })}>
              Recognise text
            </Button>
          ) : null}
          <Button onClick={download}>Download the original</Button>
          {mayChange ? (
            <Button
              onClick={() => {
                deleteLater(document);
                onDelete?.();
              }}
            >
              Delete
            </Button>
          ) : null}
        </p>
        {failure === undefined ? null : <Trouble title="The original could not be downloaded" error={failure} />}
      </div>
      <dl className="facts">
        {(isWhole ? listAllFacts(document) : listFacts(document)).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={name === "Content" ? "code" : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
