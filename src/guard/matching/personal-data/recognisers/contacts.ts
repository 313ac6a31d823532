import { isIP } from "node:net";
import { findMatches } from "../find-matches.ts";
import type { Recogniser } from "../recogniser.ts";

/** Local parts have at most 64 characters, labels 63 (RFC 5321, RFC 1035). */
const address =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_](?:[\p{L}\p{N}._%+'-]{0,63})@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}@-])/gu;

/** Addresses of e-mail. */
export const emailAddress: Recogniser = {
  type: "EMAIL_ADDRESS",
  context: ["mail", "email", "e-mail", "contact", "write"],
  otherContext: [],
  find: (text) =>
    text.includes("@") ? findMatches(text, address, (match) => (/\.\.|\.@/.test(match) ? 0 : 0.95)) : [],
};

const webAddress = /(?<![\p{L}\p{N}@])(?:(?:https?|ftp):\/\/|www\.)[^\s<>"'`{}|\\^()[\]]{3,2048}/giu;
const finalMarks = /(?<![.,;:!?])[.,;:!?]+$/;

/** Addresses of web pages. */
export const webLink: Recogniser = {
  type: "URL",
  context: ["website", "site", "page", "link", "homepage", "profile"],
  otherContext: [],
  *find(text) {
    for (const { span, score } of findMatches(text, webAddress, 0.9)) {
      const marks = finalMarks.exec(text.slice(span.start, span.end))?.[0] ?? "";
      yield { span: { start: span.start, end: span.end - marks.length }, score };
    }
  },
};

const numbersWithDots = /(?<![\p{L}\p{N}]|\p{N}[.:-])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}]|[.:-]?\.\d|-\d)/gu;
const numbersWithColons =
  /(?<![\p{L}\p{N}:.])(?:[0-9A-Fa-f]{1,4}:|::)(?:[0-9A-Fa-f]{0,4}:){1,6}(?:[0-9A-Fa-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\p{L}\p{N}:])/gu;

/** Part of each address of version 6. A search for it takes a fraction of the time. */
const twoColons = /:[0-9A-Fa-f]{0,4}:/;

/** Addresses of the Internet Protocol, versions 4 and 6. */
export const ipAddress: Recogniser = {
  type: "IP_ADDRESS",
  context: ["ip", "address", "host", "server", "network", "subnet", "login", "logged"],
  otherContext: [
    "version versions v release build firmware driver update section chapter clause paragraph article",
    "revision rev kernel software upgrade patch",
  ].flatMap((line) => line.split(" ")),
  *find(text) {
    yield* findMatches(text, numbersWithDots, (match) => (isIP(match) === 4 ? 0.8 : 0));
    if (twoColons.test(text))
      yield* findMatches(text, numbersWithColons, (match) => (isIP(match) === 6 && match.length > 6 ? 0.8 : 0));
  },
};
