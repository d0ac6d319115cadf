import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { readBlueprintPermissions } from "@/api/blueprints";
import { ErrorState } from "@/components/ErrorState";
import { NoBlueprint } from "@/components/NoBlueprint";
import { PageBones } from "@/components/PageBones";
import { useBlueprint } from "@/lib/blueprints";
import { permissionsKey } from "@/lib/rights";
import { PermissionsEditor } from "./PermissionsEditor";

export function PermissionsPage() {
  const { blueprint: identifier } = useParams({ from: "/inside/builder/blueprints/$blueprint/permissions" });
  const { blueprint, isPending, error, retry } = useBlueprint(identifier);
  const permissions = useQuery({ queryKey: permissionsKey(identifier), queryFn: () => readBlueprintPermissions(identifier), enabled: blueprint !== undefined });
  if (error) return <ErrorState alone error={error} onRetry={retry} />;
  if (!isPending && !blueprint) return <NoBlueprint identifier={identifier} />;
  if (permissions.error) return <ErrorState alone error={permissions.error} onRetry={() => void permissions.refetch()} />;
  if (!blueprint || !permissions.data) return <PageBones />;
  return <PermissionsEditor key={`${identifier}@${permissions.dataUpdatedAt}`} blueprint={blueprint} saved={permissions.data} />;
}
