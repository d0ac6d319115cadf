import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { loadDemo, readDemo } from "@/api/imports";
import { say } from "@/components/toast";
import i18next from "i18next";
import { sessionQuery } from "@/lib/session";

/** Loads the demo organisation and follows it until it can be looked at. */
export function useDemoLoad() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { data: demo } = useQuery({ queryKey: ["demo"], queryFn: readDemo, enabled: asked, refetchInterval: asked ? 500 : false, staleTime: 0 });
  const ended = asked && demo?.loaded === true && demo.status !== "RUNNING" && demo.status !== "PENDING";
  const failed = asked && demo?.status === "FAILED";
  useEffect(() => {
    if (failed) {
      setAsked(false);
      setError(new Error(i18next.t("setup.demoFailed")));
      return;
    }
    if (!ended) return;
    setAsked(false);
    const open = async () => {
      await client.refetchQueries({ queryKey: sessionQuery.queryKey });
      await Promise.all(["blueprints", "pages", "counts", "sidebar", "teams"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      say(i18next.t("setup.demoReady"));
      await navigate({ to: "/catalog" });
    };
    void open();
  }, [ended, failed, client, navigate]);
  const start = async () => {
    setError(null);
    try {
      await loadDemo();
      await client.resetQueries({ queryKey: ["demo"] });
      setAsked(true);
    } catch (failure) {
      setError(failure);
    }
  };
  const total = demo?.total ?? 0;
  const processed = demo?.processed ?? 0;
  return { start, running: asked, error, total, processed, part: total > 0 ? (processed / total) * 100 : 5 };
}
