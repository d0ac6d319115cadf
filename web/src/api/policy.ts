/** The rules that requests are judged by. */
import { call, path } from "./client";
import type { Outcome, Preview, Values, Verdict } from "./selfservice";

export type Effect = "DENY" | "REQUIRE_APPROVAL" | "WARN";

export type RuleApprovers = { users?: string[]; roles?: string[]; teams?: string[]; owners?: boolean; need?: "ANY" | "ALL" | number };

export type Rule = {
  identifier: string;
  title: string;
  description?: string;
  scope?: { actions?: string[]; blueprints?: string[]; environments?: string[]; teams?: string[] };
  when: string;
  effect: Effect;
  message: string;
  approvers?: RuleApprovers;
  enabled?: boolean;
};

export type WrittenRule = Rule & { version: number; createdAt: string; createdBy: string; updatedAt: string; updatedBy: string };

export type RuleVersion = { version: number; definition: Rule; reason: string; author: string; at: string };

export type Tried = { run: string; action: string; by: string; at: string; decided: Verdict["decision"] | null; outcome: Outcome; message: string | null };

export type BackTest = { tried: number; about: number; outcomes: Partial<Record<Outcome, number>>; spoken: Tried[] };

export async function listRules() {
  return (await call<{ rules: WrittenRule[] }>("/policy/rules")).rules;
}

export async function readRule(rule: string) {
  return (await call<{ rule: WrittenRule }>(path`/policy/rules/${rule}`)).rule;
}

export async function readRuleVersions(rule: string) {
  return (await call<{ versions: RuleVersion[] }>(path`/policy/rules/${rule}/versions`)).versions;
}

export async function createRule(rule: Rule) {
  return (await call<{ rule: WrittenRule }>("/policy/rules", { method: "POST", body: rule })).rule;
}

export async function replaceRule(identifier: string, rule: Rule, reason: string) {
  return (await call<{ rule: WrittenRule }>(path`/policy/rules/${identifier}`, { method: "PUT", body: { ...rule, reason } })).rule;
}

export function deleteRule(identifier: string) {
  return call(path`/policy/rules/${identifier}`, { method: "DELETE" });
}

export async function checkRule(rule: Rule, signal?: AbortSignal) {
  return (await call<{ problems: { path: string; message: string }[] }>("/policy/rules/check", { method: "POST", body: rule, signal })).problems;
}

export async function backTest(rule: Rule) {
  return (await call<{ report: BackTest }>("/policy/back-test", { method: "POST", body: { rule }, query: { last: 500 } })).report;
}

/** @param at when it would be sent; undefined for now */
export type Simulated = { action: string; properties: Values; entity?: string | undefined; as?: string | undefined; at?: string | undefined };

export async function simulate(request: Simulated, signal?: AbortSignal) {
  return (await call<{ preview: Preview }>("/policy/simulate", { method: "POST", body: request, signal })).preview;
}

export async function listStartingSet() {
  return (await call<{ rules: Rule[] }>("/policy/starting-set")).rules;
}
