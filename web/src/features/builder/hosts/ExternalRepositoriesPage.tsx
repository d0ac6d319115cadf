import { Button, Select, TextInput } from "@mantine/core";
import { IconGitBranch, IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTeams } from "@/api/access";
import { addExternalRepository, listExternalRepositories, removeExternalRepository } from "@/api/gitHosts";
import type { ExternalRepository } from "@/api/gitHosts";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { FormDialog } from "@/components/FormDialog";
import { ListPage } from "@/components/ListPage";
import { MoreButton } from "@/components/MoreButton";
import { RowActions } from "@/components/RowActions";

function AddDialog({ host, onSaved, onClose }: { host: string; onSaved: () => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: teams = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams, staleTime: 60_000 });
  const [where, setWhere] = useState("");
  const [team, setTeam] = useState<string | null>(null);
  const save = async () => {
    await addExternalRepository({ host, path: where.trim(), team: team ?? "" });
    await onSaved();
  };
  return (
    <FormDialog title={t("gitHosts.addRepository")} action={t("gitHosts.addRepository")} ready={where.trim() !== "" && team !== null} onSubmit={save} onClose={onClose}>
      <TextInput label={t("gitHosts.path")} description={t("gitHosts.pathHelp")} required maxLength={255} value={where} data-autofocus autoComplete="off" styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }} onChange={(event) => setWhere(event.currentTarget.value)} />
      <Select label={t("gitHosts.team")} description={t("gitHosts.teamHelp")} required searchable data={teams.map((one) => one.name)} value={team} onChange={setTeam} />
    </FormDialog>
  );
}

/** The repositories at one Git host that Fairway works with. */
export function ExternalRepositoriesPage() {
  const { t } = useTranslation();
  const { host } = useParams({ from: "/inside/builder/git-hosts/$host" });
  const client = useQueryClient();
  const queryKey = ["external-repositories", host];
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => listExternalRepositories({ host }, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<ExternalRepository | null>(null);
  const renew = () => client.invalidateQueries({ queryKey });
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setAdding(true)}>
      {t("gitHosts.addRepository")}
    </Button>
  );
  const columns = [t("repositories.repository"), t("gitHosts.team"), t("gitHosts.branch"), t("gitHosts.id"), t("common.actions")];
  return (
    <>
      <ListPage
        title={t("gitHosts.repositoriesOf", { host })}
        lead={t("gitHosts.repositoriesLead")}
        action={add}
        items={data?.pages.flatMap((page) => page.repositories)}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(one) => one.id}
        columns={columns}
        empty={<EmptyState icon={<IconGitBranch size={20} stroke={1.5} />} title={t("gitHosts.noRepositories")} why={t("gitHosts.repositoriesLead")} action={add} />}
        row={(one) => (
          <>
            <td>
              <Link to="/external-repositories/$id" params={{ id: one.id }} className="name strong">
                {one.path}
              </Link>
            </td>
            <td data-label={columns[1]}>{one.team}</td>
            <td data-label={columns[2]}>
              <code>{one.defaultBranch}</code>
            </td>
            <td data-label={columns[3]}>
              <CopyButton value={one.id} label={t("gitHosts.copyId", { name: one.path })} />
            </td>
            <RowActions name={one.path} onRemove={() => setRemoving(one)} />
          </>
        )}
        foot={<MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />}
      />
      {adding ? <AddDialog host={host} onSaved={renew} onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t("gitHosts.removeRepository", { name: removing.path })}
          action={t("common.remove")}
          onConfirm={async () => {
            await removeExternalRepository(removing.id);
            await renew();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t("gitHosts.removeRepositoryWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
