import { useQuery } from "@tanstack/react-query";
import { callApi } from "./call.ts";

/** Facts about the server, and the permissions of the current user. */
export interface About {
  readonly version: string;
  readonly permission: "read" | "write" | "admin";
  readonly seesAll: boolean;
  readonly maxUploadBytes: number;
  readonly settings?: readonly { readonly name: string; readonly value: string }[];
  readonly store?: {
    readonly folder: string;
    readonly formatVersion: number;
    readonly sizeBytes: number;
    readonly embedder: string;
  };
}

export function useAbout(): About | undefined {
  const { data } = useQuery({ queryKey: ["about"], queryFn: ({ signal }) => callApi<About>("/about", { signal }) });
  return data;
}

export const mayWrite = (about: About | undefined): boolean => about !== undefined && about.permission !== "read";
export const mayAdministrate = (about: About | undefined): boolean =>
  about !== undefined && about.permission === "admin" && about.seesAll;
