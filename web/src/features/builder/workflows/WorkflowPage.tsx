import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { readWorkflow } from "@/api/workflows";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { WorkflowEditor } from "./WorkflowEditor";

/** One workflow as a graph and as YAML, or a new one at /builder/workflows/new. */
export function WorkflowPage() {
  const { workflow: identifier } = useParams({ from: "/inside/builder/workflows/$workflow" });
  const isNew = identifier === "new";
  const { data: workflow, error, refetch } = useQuery({ queryKey: ["workflow", identifier], queryFn: () => readWorkflow(identifier), enabled: !isNew });
  if (isNew) return <WorkflowEditor key="new" workflow={undefined} />;
  if (error) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!workflow) return <PageBones />;
  return <WorkflowEditor key={`${identifier}/${workflow.version}`} workflow={workflow} />;
}
