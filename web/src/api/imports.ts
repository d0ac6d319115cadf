import { call, path } from "./client";
import type { Demo, ImportJob, ImportPreview, ImportRequest } from "./types";

export async function previewImport(request: ImportRequest, sample = 20) {
  const reply = await call<{ preview: ImportPreview }>("/imports/preview", { method: "POST", body: { ...request, sample } });
  return reply.preview;
}

export async function startImport(request: ImportRequest) {
  return (await call<{ import: ImportJob }>("/imports", { method: "POST", body: request })).import;
}

export async function listImports() {
  return (await call<{ imports: ImportJob[] }>("/imports")).imports;
}

export async function readImport(id: string) {
  return (await call<{ import: ImportJob }>(path`/imports/${id}`)).import;
}

export function cancelImport(id: string) {
  return call(path`/imports/${id}/cancel`, { method: "POST", body: {} });
}

export async function readDemo() {
  return (await call<{ demo: Demo }>("/demo")).demo;
}

export function loadDemo() {
  return call("/demo", { method: "POST", body: {} });
}

export function removeDemo() {
  return call("/demo", { method: "DELETE" });
}
