import type { Span } from "../../../core/index.ts";
import type { CheckInput, CheckResult, TextView } from "../../guard.ts";
import { type Finding, mergeFindings } from "../../matching/merge-findings.ts";
import { readKnownTexts } from "../../matching/read-known-texts.ts";
import type { Measure } from "../define-guard.ts";
import { findActiveLines } from "./find-active-lines.ts";
import { findLinks, findNamedLinks, type Link, type LinkType } from "./find-links.ts";
import { beginningsOf, isListedHost, readAddress } from "./link-address.ts";

const scores: Readonly<Record<LinkType, number>> = {
  EXTERNAL_IMAGE: 0.95,
  EXTERNAL_LINK: 0.9,
  SCRIPT_LINK: 0.95,
  MAIL_LINK: 0.9,
  DATA_LINK: 0.8,
};
const ACTIVE_SCORE = 0.8;

/**
 * Creates the guard `exfiltration`: links, images, network calls and active HTML by which a text could carry data away.
 * A link of the evidence or the question is allowed, and so is a shorter form of it; a longer one is not.
 *
 * @param hosts  hosts that any text may name, such as `example.org`, or `*.example.org` for its subdomains
 */
export function createExfiltrationCheck(hosts: readonly string[]): Measure {
  return {
    version: "1",
    threshold: 0.5,
    check: (input) => check(input, hosts),
  };
}

/** Addresses and lines that a text may have. */
interface KnownTargets {
  readonly hosts: readonly string[];
  readonly places: ReadonlySet<string>;
  readonly lines: ReadonlySet<string>;
}

function check({ text, views, context }: CheckInput, hosts: readonly string[]): CheckResult {
  let known: KnownTargets | undefined;
  /**
   * Number of the allowed link around each character of the text. Text that is decoded from such a link belongs to it.
   */
  const allowed = new Uint32Array(text.length);
  const found = views().map((view) => {
    const links = [...findLinks(view.text)];
    const lines = [...findActiveLines(view.text)];
    if (links.length === 0 && lines.length === 0) return { view, findings: [] };
    known ??= readKnownTargets(readKnownTexts(context), hosts);
    const targets = known;
    if (view.steps.length === 0) {
      for (const [index, link] of links.entries()) {
        if (isKnownLink(link, targets)) allowed.fill(index + 1, link.start, link.end);
      }
    }
    const findings: readonly Finding[] = [
      ...links
        .filter((link) => !isKnownLink(link, targets) && !isWithin(view, link, allowed))
        .map(({ start, end, type }) => ({ start, end, type, evidence: "not-in-evidence", score: scores[type] })),
      ...lines
        .filter(({ line }) => !targets.lines.has(line))
        .map(({ start, end, type }) => ({ start, end, type, evidence: "not-in-evidence", score: ACTIVE_SCORE })),
    ];
    return { view, findings };
  });
  return mergeFindings(found);
}

function readKnownTargets(texts: readonly string[], hosts: readonly string[]): KnownTargets {
  const targets = texts.flatMap((text) => [
    ...Array.from(findLinks(text), ({ target }) => target),
    ...findNamedLinks(text),
  ]);
  const lines = texts.flatMap((text) => Array.from(findActiveLines(text), ({ line }) => line));
  return { hosts, places: new Set(targets.flatMap(placesOf)), lines: new Set(lines) };
}

function placesOf(target: string): readonly string[] {
  const address = readAddress(target);
  return address === undefined ? [target] : beginningsOf(address);
}

function isKnownLink({ target }: Link, { hosts, places }: KnownTargets): boolean {
  const address = readAddress(target);
  if (address === undefined) return places.has(target);
  return places.has(address.place) || isListedHost(address.host, hosts);
}

/** Returns whether a part of a reading comes from one numbered part of the text. */
function isWithin(view: TextView, part: Span, numbers: Uint32Array): boolean {
  if (view.steps.length === 0) return false;
  const { start, end } = view.toOriginal(part);
  const number = numbers[start] ?? 0;
  return number > 0 && numbers[end - 1] === number;
}
