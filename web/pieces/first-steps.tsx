import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** Shows the three steps of work with documents, each with an example: read, ask, check. */
export function FirstSteps() {
  return (
    <div className="steps">
      <Step number={1} title="Read" text="Each file gets a receipt: its pages, its chunks, and what could not be read.">
        <Icon name="supported" />
        12 pages, 64 chunks
      </Step>
      <Step number={2} title="Ask" text="Every sentence of an answer carries the number of the place it comes from.">
        Paid within 14 days. <span className="cite">1</span>
      </Step>
      <Step number={3} title="Check" text="Open a number to see the exact words in the document, beside the answer.">
        are <mark>paid within 14 days</mark>
      </Step>
    </div>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Step({ number, title, text, children }: StepProps) {
  return (
    <div>
      <h2>
        <span>{number}</span>
        {title}
      </h2>
      <p>{text}</p>
      <p className="specimen">{children}</p>
    </div>
  );
}
