import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ErrorState } from "@/components/ErrorState";
import { NoBlueprint } from "@/components/NoBlueprint";
import { PageBones } from "@/components/PageBones";
import { blueprintsQuery } from "@/lib/blueprints";
import { BlueprintEditor } from "./BlueprintEditor";

export function BlueprintPage() {
  const { blueprint: identifier } = useParams({ from: "/inside/builder/blueprints/$blueprint" });
  const { data: blueprints, error, refetch } = useQuery(blueprintsQuery);
  if (error) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!blueprints) return <PageBones />;
  const blueprint = blueprints.find((one) => one.identifier === identifier);
  if (!blueprint) return <NoBlueprint identifier={identifier} />;
  return <BlueprintEditor key={`${identifier}@${blueprint.updatedAt ?? ""}`} blueprint={blueprint} blueprints={blueprints} />;
}
