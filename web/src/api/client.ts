/** The only place that speaks HTTP: envelope, CSRF header, trace id, typed errors. */

export type ErrorDetails = {
  field?: string;
  errors?: { path: string; message: string }[];
  [key: string]: unknown;
};

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ErrorDetails;
  readonly traceId: string | null;
  readonly retryAfter: number | null;

  constructor(response: Response, body: Record<string, unknown>) {
    super(typeof body["message"] === "string" ? body["message"] : "");
    this.name = "ApiError";
    this.status = response.status;
    this.code = typeof body["error"] === "string" ? body["error"] : `http_${response.status}`;
    this.details = (body["details"] ?? {}) as ErrorDetails;
    this.traceId = response.headers.get("x-trace-id");
    const after = Number(response.headers.get("retry-after"));
    this.retryAfter = Number.isFinite(after) && after > 0 ? after : null;
  }
}

type Options = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  query?: Record<string, string | number | boolean | undefined | null | readonly string[]> | undefined;
  version?: number | string | undefined;
  /** The same for every attempt of one change, so that it is made once. */
  key?: string;
  signal?: AbortSignal | undefined;
};

let csrfToken: string | null = null;
let onSignedOut: (() => void) | null = null;

export function keepCsrfToken(token: string | null) {
  csrfToken = token;
}

/** Called when a session has ended under a page that needed one. */
export function whenSignedOut(listener: () => void) {
  onSignedOut = listener;
}

export function address(path: string, query?: Options["query"]): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value)) value.forEach((item: string) => params.append(key, item));
    else params.set(key, String(value));
  }
  const text = params.toString();
  return `/v1${path}${text ? `?${text}` : ""}`;
}

/** A path from segments, each encoded: identifiers may hold slashes. */
export function path(strings: TemplateStringsArray, ...segments: string[]): string {
  return strings.reduce(
    (all, part, index) => all + part + (index < segments.length ? encodeURIComponent(segments[index]!) : ""),
    "",
  );
}

export async function call<T>(to: string, options: Options = {}): Promise<T> {
  const method = options.method ?? "GET";
  const headers: Record<string, string> = { accept: "application/json" };
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (method !== "GET" && csrfToken) headers["x-csrf-token"] = csrfToken;
  if (options.version !== undefined) headers["if-match"] = `"${options.version}"`;
  if (options.key) headers["idempotency-key"] = options.key;
  const response = await fetch(address(to, options.query), {
    method,
    headers,
    credentials: "same-origin",
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok && body["ok"] !== false) return body as T;
  const error = new ApiError(response, body);
  if (response.status === 401 && !to.startsWith("/auth/")) onSignedOut?.();
  throw error;
}
