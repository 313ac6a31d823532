import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { PrivateAddressError } from "../../core/index.ts";

export interface ResolvedAddress {
  readonly address: string;
  /** 4 or 6. */
  readonly family: number;
}

/** All addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export interface AddressRules {
  readonly resolve?: Resolve;
  isRefused(address: string): boolean;
}

/**
 * A look-up for sockets that answers checked addresses only. The socket connects to what was checked here, since it asks
 * no one else: a name that changes its address in between (DNS rebinding) gains nothing. A name with a public and a
 * private address is refused.
 */
export function createPinnedLookup(rules: AddressRules): LookupFunction {
  const resolve = rules.resolve ?? ((host) => systemLookup(host, { all: true, verbatim: true }));
  return (host, { all }, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        const refused = addresses.find(({ address }) => rules.isRefused(address));
        if (refused !== undefined) callback(refusal(host, refused.address), "");
        else if (first === undefined) callback(new Error(`${host} has no address`), "");
        else if (all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, ""),
    );
  };
}

/**
 * A host that is an address itself is never looked up, so it is checked here.
 *
 * @throws {PrivateAddressError}
 */
export function requirePublicHost({ hostname }: URL, { isRefused }: AddressRules): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && isRefused(host)) throw refusal(host, host);
}

function refusal(host: string, address: string): PrivateAddressError {
  const where = host === address ? `The address ${address}` : `The address ${address} of ${host}`;
  return new PrivateAddressError(`${where} is not one of the public internet.`, {
    hint: "If you mean a server of your own network, use --allow-private, or set web.allowPrivate to true.",
  });
}
