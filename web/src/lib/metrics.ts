import type { TFunction } from "i18next";

const named = {
  diskBytes: "resources.metric.diskBytes",
  connections: "resources.metric.connections",
  memoryBytes: "resources.metric.memoryBytes",
  keys: "resources.metric.keys",
  messages: "resources.metric.messages",
  lag: "resources.metric.lag",
  hitRate: "resources.metric.hitRate",
  consumers: "resources.metric.consumers",
  users: "resources.metric.users",
  connectionsMost: "servers.capacity.connectionsMost",
  connectionsUsed: "servers.capacity.connectionsUsed",
  diskBytesUsed: "servers.capacity.diskBytesUsed",
} as const;

/** What a measure is called; one that nobody named goes by the name that its server gives it. */
export function metricTitle(t: TFunction, metric: string): string {
  return metric in named ? t(named[metric as keyof typeof named]) : metric;
}
