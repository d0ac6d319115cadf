import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { readType } from "@/api/resources";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import type { Mode } from "../../useDraft";
import { TypeEditor } from "./TypeEditor";

/** One type of resources as it is written, or a new one at /builder/resources/types/new. */
export function TypePage() {
  const { type: identifier } = useParams({ from: "/inside/builder/resources/types/$type" });
  const [mode, setMode] = useState<Mode>("form");
  const isNew = identifier === "new";
  const { data, error, refetch } = useQuery({ queryKey: ["resource-types", identifier], queryFn: () => readType(identifier), enabled: !isNew });
  if (isNew) return <TypeEditor key="new" type={null} mode={mode} onMode={setMode} />;
  // What is being written stays when it cannot be read again.
  if (data) return <TypeEditor key={`${identifier}/${data.updatedAt}`} type={data} mode={mode} onMode={setMode} />;
  return error ? <ErrorState alone error={error} onRetry={() => void refetch()} /> : <PageBones />;
}
