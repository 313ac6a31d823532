/** An address, in the form in which addresses are compared. */
export interface LinkAddress {
  /** Host in lower case and ASCII; empty for addresses without one. */
  readonly host: string;
  /** Host, port, path, query and fragment. The scheme does not count, since pages move from `http` to `https`. */
  readonly place: string;
}

/** An address of e-mail, without the text of a letter. */
const mail = /^mailto:([^?@]{1,100})@([^?@]{1,253})$/i;
const withHost = /^(?:https?|ftps?|sftp|wss?|file|ssh|ldaps?):|^[/\\]{2}|^www\./i;

/** Reads an address as a browser does; undefined if it names no host. */
export function readAddress(target: string): LinkAddress | undefined {
  const letter = mail.exec(target);
  if (letter !== null) return { host: (letter[2] ?? "").toLowerCase(), place: target.toLowerCase() };
  if (!withHost.test(target)) return undefined;
  const withScheme = /^www\./i.test(target) ? `https://${target}` : target;
  const base = "https://none.invalid";
  if (!URL.canParse(withScheme, base)) return undefined;
  const { hostname, host, username, password, pathname, search, hash, protocol } = new URL(withScheme, base);
  const user = username === "" && password === "" ? "" : `${username}:${password}@`;
  const scheme = protocol === "http:" || protocol === "https:" ? "" : protocol;
  return { host: hostname, place: `${scheme}${user}${host}${pathname}${search}${hash}`.replace(/\/$/, "") };
}

/** Maximum number of beginnings of one address that count as known. */
const MAX_BEGINNINGS = 16;

/**
 * Returns an address and its beginnings: its host, and its path up to each slash. They say nothing
 * that the address does not say.
 */
export function beginningsOf({ place }: LinkAddress): readonly string[] {
  const beginnings = [place];
  const path = place.split(/[?#]/, 1)[0] ?? "";
  let end = path.indexOf("/");
  while (end >= 0 && beginnings.length < MAX_BEGINNINGS) {
    beginnings.push(path.slice(0, end));
    end = path.indexOf("/", end + 1);
  }
  beginnings.push(path.replace(/\/$/, ""));
  return beginnings;
}

/**
 * Tests whether a list of hosts names a host.
 *
 * @param hosts  such as `example.org`, or `*.example.org` for its subdomains
 */
export function isListedHost(host: string, hosts: readonly string[]): boolean {
  return hosts.some((listed) =>
    listed.startsWith("*.") ? host.endsWith(listed.slice(1)) : host === listed || host === `www.${listed}`,
  );
}
