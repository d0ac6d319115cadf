import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { readRule } from "@/api/policy";
import type { Rule } from "@/api/policy";
import { PageBones } from "@/components/PageBones";
import { ErrorState } from "@/components/ErrorState";
import { RuleEditor } from "./RuleEditor";

const blank: Rule = { identifier: "", title: "", when: "", effect: "DENY", message: "", enabled: true };

/** One rule, or a new one at /builder/policy/new. */
export function RulePage() {
  const { rule: identifier } = useParams({ from: "/inside/builder/policy/$rule" });
  const isNew = identifier === "new";
  const { data: rule, error, refetch } = useQuery({ queryKey: ["rules", "one", identifier], queryFn: () => readRule(identifier), enabled: !isNew });
  if (isNew) return <RuleEditor key="new" rule={blank} written={undefined} />;
  if (error) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!rule) {
    return <PageBones />;
  }
  const { version, createdAt, createdBy, updatedAt, updatedBy, ...definition } = rule;
  return <RuleEditor key={`${identifier}/${version}`} rule={definition} written={{ version, updatedAt, updatedBy, createdAt, createdBy }} />;
}
