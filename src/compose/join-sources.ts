import type { SourceListing, SourceReader } from "../core/index.ts";

export interface JoinedSources {
  readonly files: SourceReader;
  /** Opens the reader of web pages at the first web address. */
  web(): Promise<SourceReader>;
}

const WEB_ADDRESS = /^https?:\/\//i;

/** Joins two readers: web addresses go to one, everything else is a path. */
export function joinSources({ files, web }: JoinedSources): SourceReader {
  return {
    list: async (patterns, options, signal) => {
      const addresses = patterns.filter((pattern) => WEB_ADDRESS.test(pattern));
      const paths = patterns.filter((pattern) => !WEB_ADDRESS.test(pattern));
      if (addresses.length === 0) return files.list(paths, options, signal);
      const local = await files.list(paths, options, signal);
      const remote = await (await web()).list(addresses, options, signal);
      return joinListings(local, remote);
    },
  };
}

function joinListings(first: SourceListing, second: SourceListing): SourceListing {
  return {
    entries: [...first.entries, ...second.entries],
    problems: [...first.problems, ...second.problems],
    close: async () => {
      await first.close?.();
      await second.close?.();
    },
  };
}
