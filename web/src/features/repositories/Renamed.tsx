import { useLocation, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiError } from "@/api/client";
import type { Whose } from "@/api/repositories";
import { PageBones } from "@/components/PageBones";

/** The name that a repository has now, where an error says so. */
export function nameNow(error: unknown): Whose | null {
  if (!(error instanceof ApiError) || error.code !== "repository_renamed") return null;
  const { owner, name } = error.details as Record<string, unknown>;
  return typeof owner === "string" && typeof name === "string" ? { owner, name } : null;
}

/** Leads an address with the old name to the same page under the new one. */
export function Renamed({ now }: { now: Whose }) {
  const router = useRouter();
  const { pathname, searchStr } = useLocation();
  const rest = pathname.split("/").slice(4);
  const address = ["/repositories", encodeURIComponent(now.owner), now.name, ...rest].join("/");
  useEffect(() => {
    router.history.replace(`${address}${searchStr}`);
  }, [router, address, searchStr]);
  return <PageBones />;
}
