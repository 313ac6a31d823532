import { createHash } from "node:crypto";
import type { Claim, Grounded, Location, SavedAnswer, SavedDocument } from "../../core/index.ts";
import { toHtml, toPlainHtml, toScriptJson } from "./escape-html.ts";
import { hashText } from "./hash-text.ts";
import { listSettings, type Setting } from "./list-settings.ts";
import { markExcerpt } from "./mark-excerpt.ts";
import { proofStyle } from "./proof-style.ts";

/** Saved answer with citations, which an abstention does not have. */
export type SavedGroundedAnswer = SavedAnswer & { readonly answer: Grounded };

/** Start of the script element that holds the saved answer. */
export const ANSWER_BEGINS = '<script type="application/json" id="lydian-proof-1">';
export const ANSWER_ENDS = "</script>";

const styleHash = createHash("sha256").update(proofStyle).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/**
 * Renders the proof of an answer: one file of HTML that loads nothing and runs nothing, with the saved answer as JSON.
 * The same saved answer gives the same bytes, so any change shows when the page is made again.
 */
export function renderProof(saved: SavedGroundedAnswer): string {
  const json = JSON.stringify(saved);
  const { question } = saved.answer;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Proof: ${toPlainHtml(question)}</title>
<style>${proofStyle}</style>
</head>
<body>
<main>
${renderHead(saved)}
<h2>Answer</h2>
${renderSentences(saved.answer)}${renderData(saved.answer)}
<h2>Sources</h2>
${saved.documents.map((document) => renderDocument(saved, document)).join("\n")}
<h2>How it was asked</h2>
${renderAsked(saved)}
<h2>Check this page</h2>
<p>This page hides nothing: the saved answer follows as JSON. <code>lydian proof verify FILE</code> makes the page again from
it, compares every byte, the hashes and the quotes, and needs no network. It shows that the page is whole, but not who made
it: compare the number below with the one that the author noted.</p>
<p class="hash">Saved answer, SHA-256: <code>${hashText(json)}</code></p>
</main>
${ANSWER_BEGINS}${toScriptJson(json)}${ANSWER_ENDS}
</body>
</html>
`;
}

function renderHead({ answer, savedAt }: SavedGroundedAnswer): string {
  const { question, collection, createdAt, answeredBy, confidence, warnings } = answer;
  const told = warnings.map(({ message }) => `\n<p class="warning">Warning: ${toHtml(message)}</p>`).join("");
  return `<header>
<p class="kind">Proof of an answer</p>
<h1>${toHtml(question)}</h1>
<p class="about">Answered ${toHtml(createdAt)} by ${toHtml(answeredBy)} from the collection ${toHtml(collection)};
saved ${toHtml(savedAt)}. Confidence ${(confidence * 100).toFixed(0)} %.</p>${told}
</header>`;
}

function renderSentences(answer: Grounded): string {
  return `<ol class="sentences">\n${answer.claims.map((claim) => renderSentence(answer, claim)).join("\n")}\n</ol>`;
}

function renderSentence(
  { text, citations }: Grounded,
  { span, verdict, why, statement, calculation, citations: own }: Claim,
): string {
  const numbers = [...new Set(own.flatMap((index) => citations[index]?.number ?? []))];
  const computed = calculation === undefined ? "" : `\n<p class="why">Computed: ${toHtml(calculation.formula)}</p>`;
  const checked = statement === undefined ? "" : `\n<p class="why">Checked as: ${toHtml(statement)}</p>`;
  const quotes = own.map((index) => {
    const { quote = "", location } = citations[index] ?? {};
    return `<li><a href="#q${index}">“${toHtml(quote)}”</a>${toHtml(renderLocation(location))}</li>`;
  });
  return `<li>
<p class="sentence">${toHtml(text.slice(span.start, span.end))} ${numbers.map((number) => `[${number}]`).join("")}</p>
<p class="why"><span class="verdict ${verdict}">${verdict.replaceAll("-", " ")}</span>: ${toHtml(why)}</p>${checked}${computed}
<ul class="quotes">
${quotes.join("\n")}
</ul>
</li>`;
}

/** Renders structured data, if there is any. */
function renderData({ data }: Grounded): string {
  if (data === undefined) return "";
  const values = data.values.map(({ path, verdict, why, claims }) => {
    const sentences = claims.map((claim) => claim + 1).join(", ");
    const rests = sentences === "" ? "" : ` (sentence ${sentences})`;
    return `<li><code>${toHtml(path)}</code> <span class="verdict ${verdict}">${verdict.replaceAll("-", " ")}</span>: ${toHtml(why)}${rests}</li>`;
  });
  return `
<h2>Data</h2>
<p class="sentence"><code>${toHtml(JSON.stringify(data.value))}</code></p>
<ul>
${values.join("\n")}
</ul>`;
}

function renderLocation(location: Location | undefined): string {
  if (location === undefined) return "";
  if ("page" in location) return `, page ${location.page}`;
  if ("slide" in location) return `, slide ${location.slide}`;
  return "anchor" in location ? `, at ${location.anchor}` : `, sheet ${location.sheet}, ${location.cells}`;
}

function renderDocument({ answer, excerpts, quoteHashes }: SavedGroundedAnswer, document: SavedDocument): string {
  const { documentId, title, uri, contentHash, textHash, characters } = document;
  const cited = answer.citations.flatMap((citation, index) =>
    citation.documentId === documentId ? [{ citation, index }] : [],
  );
  const numbers = [...new Set(cited.map(({ citation }) => citation.number))];
  const parts = excerpts.filter((excerpt) => excerpt.documentId === documentId);
  const shown = parts.map(
    (excerpt) => `<blockquote>${markExcerpt(excerpt, cited)}</blockquote>
<p class="hash">characters ${excerpt.span.start} to ${excerpt.span.end}, SHA-256 <code>${excerpt.hash}</code></p>`,
  );
  const quotes = cited.map(
    ({ citation: { span }, index }) =>
      `<dt><a href="#q${index}">${span.start} to ${span.end}</a></dt><dd><code>${quoteHashes[index]}</code></dd>`,
  );
  return `<h3>${numbers.map((number) => `[${number}]`).join("")} ${toHtml(title)}</h3>
<p class="about">${toHtml(uri)}</p>
${shown.join("\n")}
<dl>
<dt>document</dt><dd><code>${toHtml(documentId)}</code>, ${characters} characters</dd>
<dt>original, SHA-256</dt><dd><code>${contentHash}</code></dd>
<dt>text, SHA-256</dt><dd><code>${textHash}</code></dd>
<dt>quotes, SHA-256</dt><dd>by their place in the text:</dd>
${quotes.join("\n")}
</dl>`;
}

function renderAsked(saved: SavedGroundedAnswer): string {
  const { id, searchedAs } = saved.answer;
  const rewritten: readonly Setting[] = searchedAs === undefined ? [] : [["searched as", searchedAs]];
  const facts: readonly Setting[] = [["id", id], ...rewritten, ...listSettings(saved)];
  return `<dl>\n${facts.map(([name, value]) => `<dt>${toHtml(name)}</dt><dd>${toHtml(value)}</dd>`).join("\n")}\n</dl>`;
}
