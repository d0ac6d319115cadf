import { Button, TextInput } from "@mantine/core";
import { IconRefresh, IconSearch, IconSearchOff, IconZoomCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { discover, listFindings, listFound } from "@/api/resources";
import type { Finding, ResourceType } from "@/api/resources";
import type { Json } from "@/api/types";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";
import { useTypes } from "@/components/resource/useTypes";
import { say, sayError } from "@/components/toast";
import { measured } from "@/lib/amounts";
import { metricTitle } from "@/lib/metrics";
import { useIsAdmin } from "@/lib/session";
import { formatNumber } from "@/lib/time";
import classes from "./Offers.module.css";

/** What a claim begins with: a name that fits, and the type where there is only one. */
function claimOf(finding: Finding, types: ResourceType[]): Record<string, Json> {
  const name = finding.name.toLowerCase().replace(/[^a-z0-9.-]+/g, "-").replace(/^[^a-z0-9]+|-+$/g, "");
  const [only, ...others] = types.filter((one) => one.kind === finding.kind);
  return { server: finding.server, found: finding.name, ...(name ? { name } : {}), ...(only && others.length === 0 ? { type: only.identifier } : {}) };
}

const shown = (name: string, value: Json) => (typeof value === "number" ? measured(name, value) : Array.isArray(value) ? value.join(", ") : String(value));

function Details({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const details = Object.entries(finding.details).filter(([, value]) => value !== null && value !== "");
  if (details.length === 0) return <span className="quiet">–</span>;
  return (
    <ul className={classes["details"]}>
      {details.map(([name, value]) => (
        <li key={name}>
          <span className="quiet">{metricTitle(t, name)}</span> {shown(name, value)}
        </li>
      ))}
    </ul>
  );
}

/** What is on a server and nobody here made. */
export function FindingsPage() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const client = useQueryClient();
  const { server } = useParams({ from: "/inside/resources/found/$server" });
  const { q } = useSearch({ from: "/inside/resources/found/$server" });
  const navigate = useNavigate({ from: "/resources/found/$server" });
  const [part] = useDebouncedValue(q, 200);
  const types = useTypes();
  const servers = useQuery({ queryKey: ["findings"], queryFn: listFound });
  const known = servers.data?.find((one) => one.server === server);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["findings", server, part ?? ""],
    queryFn: ({ pageParam, signal }) => listFindings(server, part, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const look = useMutation({
    mutationFn: () => discover(server),
    onSuccess: async (found) => {
      await client.invalidateQueries({ queryKey: ["findings"] });
      say(t("findings.looked", { count: found, number: formatNumber(found) }));
    },
    onError: sayError,
  });
  const findings = data?.pages.flatMap((page) => page.findings);
  const columns = [t("findings.name"), t("findings.details"), t("common.actions")];
  const lookNow = admin ? (
    <Button leftSection={<IconRefresh size={16} stroke={1.5} />} loading={look.isPending} onClick={() => look.mutate()}>
      {t("resources.look")}
    </Button>
  ) : undefined;
  const failure = error ?? servers.error;
  if (failure && !findings) return <ErrorState alone error={failure} onRetry={() => void Promise.all([refetch(), servers.refetch()])} />;
  if (servers.data && !known) {
    return (
      <EmptyState
        alone
        icon={<IconSearchOff size={20} stroke={1.5} />}
        title={t("findings.noServer", { server })}
        why={t("findings.noServerWhy")}
        action={
          <Button component={Link} to="/resources/offers" variant="filled">
            {t("offers.title")}
          </Button>
        }
      />
    );
  }
  return (
    <div className="stretch">
      <PageHead
        title={t("findings.title", { title: known?.title ?? server })}
        lead={t("findings.lead")}
        lined
        actions={lookNow}
        below={
          known ? (
            <p className="small quiet">
              {t("findings.count", { count: known.found, number: formatNumber(known.found) })}
              {known.seenAt ? (
                <>
                  {" · "}
                  {t("resources.seen")} <Ago at={known.seenAt} />
                </>
              ) : null}
            </p>
          ) : null
        }
      />
      {findings?.length === 0 && !q ? <EmptyState icon={<IconZoomCheck size={20} stroke={1.5} />} title={t("findings.none")} why={t("findings.noneWhy")} /> : null}
      {findings?.length === 0 && !q ? null : (
        <div className="body">
          <TextInput
            aria-label={t("findings.search")}
            placeholder={t("findings.search")}
            leftSection={<IconSearch size={16} stroke={1.5} />}
            value={q ?? ""}
            style={{ maxWidth: 360 }}
            onChange={(event) => void navigate({ search: { q: event.currentTarget.value || undefined }, replace: true })}
          />
          {findings?.length === 0 ? (
            <EmptyState icon={<IconSearchOff size={20} stroke={1.5} />} title={t("findings.noMatch", { q })} why={t("findings.noMatchWhy")} action={<Button onClick={() => void navigate({ search: {}, replace: true })}>{t("selfService.clear")}</Button>} />
          ) : (
            <section className="card">
              <PlainTable
                label={t("findings.title", { title: known?.title ?? server })}
                columns={columns}
                items={findings}
                keyOf={(one) => one.name}
                lastRight
                row={(one) => (
                  <>
                    <td>
                      <code>{one.name}</code>
                    </td>
                    <td data-label={columns[1]}>
                      <Details finding={one} />
                    </td>
                    <td style={{ textAlign: "right" }}>
                      <Button size="xs" renderRoot={(props) => <Link {...props} to="/self-service/$action" params={{ action: "claim_resource" }} search={{ set: claimOf(one, types) }} />} aria-label={t("findings.claimNamed", { name: one.name })}>
                        {t("findings.claim")}
                      </Button>
                    </td>
                  </>
                )}
              />
              <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
            </section>
          )}
        </div>
      )}
    </div>
  );
}
