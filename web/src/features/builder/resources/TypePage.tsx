import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { createType, readType, replaceType } from "@/api/resources";
import type { ResourceType } from "@/api/resources";
import type { Json } from "@/api/types";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { say } from "@/components/toast";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { firstType } from "./firstType";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

const kept = new Set(["shipped", "createdAt", "createdBy", "updatedAt", "updatedBy"]);
const written = (type: ResourceType) => JSON.stringify(Object.fromEntries(Object.entries(type).filter(([name]) => !kept.has(name))), null, 2);

function read(text: string): { [key: string]: Json } | null {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function Editor({ type }: { type: ResourceType | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [begin] = useState(() => (type ? written(type) : firstType));
  const [text, setText] = useState(begin);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const value = read(text);
  useUnsavedGuard(text !== begin && !saved);
  const save = async () => {
    if (!value) return;
    setBusy(true);
    setFailure(null);
    try {
      const after = await (type ? replaceType(type.identifier, value) : createType(value));
      setSaved(true);
      await client.invalidateQueries({ queryKey: ["resource-types"] });
      say(t("types.saved", { title: after.title }));
      await navigate({ to: "/builder/resources/types" });
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <div className="stretch">
      <PageHead
        title={type?.title ?? t("types.write")}
        lead={t("types.editLead")}
        lined
        actions={
          <Button variant="filled" loading={busy} disabled={value === null} onClick={() => void save()}>
            {t("types.save")}
          </Button>
        }
      />
      <div className="body">
        <ErrorNote error={failure} />
        {value === null ? (
          <p className="small" role="status">
            {t("types.noJson")}
          </p>
        ) : null}
        <section className="card">
          <Suspense fallback={<Skeleton height={560} />}>
            <CodeEditor language="json" value={text} label={type?.title ?? t("types.write")} height="640px" onChange={setText} />
          </Suspense>
        </section>
      </div>
    </div>
  );
}

/** One type of resources, as its definition. */
export function TypePage() {
  const { type: identifier } = useParams({ from: "/inside/builder/resources/types/$type" });
  const isNew = identifier === "new";
  const { data, error, refetch } = useQuery({ queryKey: ["resource-types", identifier], queryFn: () => readType(identifier), enabled: !isNew });
  if (isNew) return <Editor type={null} />;
  if (error) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="body" aria-busy="true">
        <Skeleton height={560} />
      </div>
    );
  }
  return <Editor key={data.updatedAt} type={data} />;
}
