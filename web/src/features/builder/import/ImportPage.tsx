import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { listImports, previewImport, startImport } from "@/api/imports";
import type { ImportMapping, ImportPreview } from "@/api/types";
import { ErrorNote } from "@/components/ErrorState";
import { ImportProgress } from "@/components/ImportProgress";
import { PageHead } from "@/components/PageHead";
import { blueprintsQuery, isSystem } from "@/lib/blueprints";
import { startMapping } from "./examples";
import type { Source } from "./examples";
import { ImportHistory } from "./ImportHistory";
import { JqPane } from "./JqPane";
import { MappingCard } from "./MappingCard";
import { PreviewCard } from "./PreviewCard";
import { SourceCard } from "./SourceCard";

function readMapping(text: string): { mapping: ImportMapping } | { problem: Error } {
  try {
    const mapping = JSON.parse(text) as ImportMapping;
    if (!Array.isArray(mapping.resources)) throw new Error("resources: []");
    return { mapping };
  } catch (error) {
    return { problem: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** A file becomes entities: choose it, map it, look at what would happen, then let it happen. */
export function ImportPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: blueprints = [], error, refetch } = useQuery(blueprintsQuery);
  const first = blueprints.find((one) => !isSystem(one))?.identifier;
  const [source, setSource] = useState<Source>({ format: "yaml", content: "", name: "" });
  const [typed, setTyped] = useState<string | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const search = useSearch({ from: "/inside/builder/import" });
  const navigate = useNavigate({ from: "/builder/import" });
  const { data: imports = [] } = useQuery({ queryKey: ["imports"], queryFn: listImports });
  const running = imports.find((one) => one.status === "RUNNING" || one.status === "PENDING")?.id;
  const job = search.job;
  const setJob = (id: string | undefined) => void navigate({ search: { job: id }, replace: true });
  useEffect(() => {
    if (!job && running) void navigate({ search: { job: running }, replace: true });
  }, [job, running, navigate]);
  const text = typed ?? JSON.stringify(startMapping(first ?? "service"), null, 2);
  const read = readMapping(text);
  const mapping = "mapping" in read ? read.mapping : null;
  const request = mapping ? { format: source.format, content: source.content, mapping } : null;
  const change = () => {
    setPreview(null);
    if (search.job) setJob(undefined);
  };
  const dryRun = useMutation({ mutationFn: () => previewImport(request!), onSuccess: setPreview });
  const run = useMutation({
    mutationFn: () => startImport({ ...request!, name: source.name || t("import.pasted") }),
    onSuccess: (started) => {
      setJob(started.id);
      setPreview(null);
      void client.invalidateQueries({ queryKey: ["imports"] });
    },
  });
  const ready = request !== null && source.content.trim() !== "";
  return (
    <div className="stretch">
      <PageHead
        title={t("import.title")}
        lead={t("import.lead")}
        lined
        actions={
          <Button leftSection={<IconPlayerPlay size={16} stroke={1.5} />} variant={preview ? "default" : "filled"} disabled={!ready} loading={dryRun.isPending} onClick={() => dryRun.mutate()}>
            {t("import.dryRun")}
          </Button>
        }
      />
      <div className="body">
        <ErrorNote error={error} onRetry={() => void refetch()} />
        <ErrorNote error={dryRun.error ?? run.error} />
        {job ? <ImportProgress key={job} id={job} /> : null}
        {preview ? <PreviewCard preview={preview} busy={run.isPending} onRun={() => run.mutate()} /> : null}
        <div className="cols">
          <div className="s6 stack">
            <SourceCard
              source={source}
              onChange={(next) => {
                setSource(next);
                change();
              }}
            />
          </div>
          <div className="s6 stack">
            <MappingCard
              text={text}
              problem={"problem" in read ? read.problem.message : null}
              blueprints={blueprints}
              onChange={(next) => {
                setTyped(next);
                change();
              }}
            />
          </div>
          <div className="s12 stack">
            <JqPane source={source} mapping={mapping} />
            <ImportHistory />
          </div>
        </div>
      </div>
    </div>
  );
}
