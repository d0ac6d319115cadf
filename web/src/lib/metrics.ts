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
  sizeBytes: "resources.metric.sizeBytes",
  objects: "resources.metric.objects",
  cacheBytes: "resources.metric.cacheBytes",
  cachedAnswers: "resources.metric.cachedAnswers",
  readyInstances: "resources.metric.readyInstances",
  readyReplicas: "resources.metric.readyReplicas",
  things: "resources.metric.things",
  bytes: "resources.metric.sizeBytes",
  owner: "resources.metric.owner",
  phase: "resources.metric.phase",
  managedBy: "resources.metric.managedBy",
  description: "resources.metric.description",
  brokers: "servers.capacity.brokers",
  topics: "servers.capacity.topics",
  queues: "servers.capacity.queues",
  buckets: "servers.capacity.buckets",
  databases: "servers.capacity.databases",
  sites: "servers.capacity.sites",
} as const;

/** What a measure is called; one that nobody named goes by the name that its server gives it. */
export function metricTitle(t: TFunction, metric: string): string {
  return metric in named ? t(named[metric as keyof typeof named]) : metric;
}
