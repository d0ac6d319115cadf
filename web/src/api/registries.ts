import { call, path } from "./client";

export type ImageRegistry = {
  name: string;
  /** `http://` stands before one that is called without TLS. */
  address: string;
  /** Null where it asks for nobody's password. */
  user: string | null;
  /** Where teams publish below the address, such as `{team}/**`. */
  paths: string;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
};

/** A password that is null stays as it is. */
export type WrittenRegistry = { address: string; user: string | null; password: string | null; paths: string };

export async function listRegistries() {
  return (await call<{ registries: ImageRegistry[] }>("/image-registries")).registries;
}

export function putRegistry(name: string, registry: WrittenRegistry) {
  return call(path`/image-registries/${name}`, { method: "PUT", body: registry });
}

export function testRegistry(name: string) {
  return call<{ works: boolean; reason: string | null }>(path`/image-registries/${name}/test`, { method: "POST", body: {} });
}

export function removeRegistry(name: string) {
  return call(path`/image-registries/${name}`, { method: "DELETE" });
}
