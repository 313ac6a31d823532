import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import type { Grounded } from "../../src/core/index.ts";
import { Button } from "../pieces/index.ts";
import { describePlace } from "../reading/index.ts";
import { answerAddress } from "./answer-address.ts";
import type { Asking } from "./asking.ts";
import { type CitedText, citeAsHtml, citeAsList, citeAsMarkdown } from "./cite-answer.ts";
import { copyText } from "./copy-text.ts";
import { Thumbs } from "./thumbs.tsx";

interface AnswerActsProps {
  readonly answer: Grounded;
  readonly asking: Asking;
}

/** Actions on an answer: copy, save, proof and others. */
export function AnswerActs({ answer, asking }: AnswerActsProps) {
  const [said, setSaid] = useState("");
  const cited = toCitedText(asking);
  const copy = async (text: string, html?: string): Promise<void> => {
    setSaid((await copyText(text, html)) ? "Copied." : "The browser blocked copying.");
  };
  return (
    <div className="acts">
      <Button kind="plain" icon="copy" data-copy onClick={() => copy(citeAsMarkdown(cited))}>
        Copy with citations
      </Button>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="plain" aria-label="Copy in another format">
          ▾
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className="menu" align="start">
          <Format onSelect={() => copy(citeAsMarkdown(cited))}>Markdown</Format>
          <Format onSelect={() => copy(citeAsMarkdown(cited), citeAsHtml(cited))}>Formatted text (HTML)</Format>
          <Format onSelect={() => copy(citeAsList(cited))}>List of sources (BibTeX)</Format>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      {asking.isKept ? (
        <Button kind="plain" icon="link" onClick={() => copy(new URL(answerAddress(answer.id), location.href).href)}>
          Link
        </Button>
      ) : (
        <span className="quiet not-kept">Not saved</span>
      )}
      <span className="said" role="status">
        {said}
      </span>
      {asking.isKept ? <Thumbs answer={answer} /> : null}
    </div>
  );
}

function Format({ children, onSelect }: { readonly children: string; readonly onSelect: () => void }) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  );
}

function toCitedText({ question, sentences, places, passages }: Asking): CitedText {
  return {
    question,
    sentences: sentences.map(({ text, places: numbers }) => ({ text, numbers })),
    sources: places.map((place) => {
      const { title, heading, at } = describePlace(place, passages);
      return { number: place.number, title, heading, at, quote: place.quote };
    }),
  };
}
