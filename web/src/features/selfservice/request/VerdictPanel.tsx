import { ErrorNote } from "@/components/ErrorState";
import { PlanCard } from "@/components/PlanCard";
import { VerdictCard } from "@/components/VerdictCard";
import type { Request } from "./useRequest";

export function VerdictPanel({ request }: { request: Request }) {
  if (request.error) return <ErrorNote error={request.error} onRetry={request.retry} />;
  return (
    <>
      <VerdictCard verdict={request.preview?.verdict} settled={request.settled} />
      <PlanCard plan={request.preview?.plan} />
    </>
  );
}
