import i18next from "i18next";
import { ApiError } from "@/api/client";

const known = ["invalid_credentials", "too_many_attempts", "csrf", "forbidden", "version_conflict"] as const;

/** One sentence for people: what happened, and with which value where the server says so. */
export function explain(error: unknown): string {
  if (error instanceof ApiError) {
    const code = known.find((one) => one === error.code);
    if (code) return i18next.t(`error.codes.${code}`, { seconds: error.retryAfter ?? 60 });
    return error.message || i18next.t("error.status", { status: error.status });
  }
  if (error instanceof TypeError) return i18next.t("error.network");
  return error instanceof Error && error.message ? error.message : i18next.t("error.unknown");
}

export function traceOf(error: unknown): string | null {
  return error instanceof ApiError ? error.traceId : null;
}

/** The server's findings by path: "properties.url" → message. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const found = Object.fromEntries((error.details.errors ?? []).map((one) => [one.path, one.message]));
  if (error.details.field && !found[error.details.field]) found[error.details.field] = error.message;
  return found;
}
