import { Button, Textarea, TextInput } from "@mantine/core";
import { IconGitPullRequest, IconPencil } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeChangeRequest, reopenChangeRequest, rewordChangeRequest } from "@/api/changeRequests";
import type { ChangeRequest, Which } from "@/api/changeRequests";
import { Ago } from "@/components/Ago";
import { ErrorState } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { sayError } from "@/components/toast";
import { useSession } from "@/lib/session";
import { CommitList } from "../CommitList";
import { ChangesTab } from "./ChangesTab";
import { Conversation } from "./Conversation";
import { MergeCard } from "./MergeCard";
import { PreviewCard } from "./PreviewCard";
import { ChecksCard, ReviewersCard } from "./SideCards";
import { Branches, RequestState } from "./state";
import { changeRequestQuery, changesQuery, useRefresh } from "./useChangeRequest";

const tabs = ["conversation", "commits", "changes"] as const;

function Reword({ request, which, onClose }: { request: ChangeRequest; which: Which; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const [title, setTitle] = useState(request.title);
  const [description, setDescription] = useState(request.description);
  const save = async () => {
    await rewordChangeRequest(which, { title: title.trim(), description });
    await refresh();
  };
  return (
    <FormDialog title={t("changeRequests.reword")} action={t("common.save")} ready={title.trim() !== ""} onSubmit={save} onClose={onClose}>
      <TextInput label={t("changeRequests.titleField")} maxLength={200} value={title} data-autofocus onChange={(event) => setTitle(event.currentTarget.value)} />
      <Textarea label={t("common.description")} description={t("changeRequests.descriptionHelp")} autosize minRows={6} maxRows={16} maxLength={20_000} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
    </FormDialog>
  );
}

function Actions({ request, which }: { request: ChangeRequest; which: Which }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const [wording, setWording] = useState(false);
  const turn = useMutation({ mutationFn: () => (request.state === "OPEN" ? closeChangeRequest(which) : reopenChangeRequest(which)), onSuccess: refresh, onError: sayError });
  return (
    <>
      <Button leftSection={<IconPencil size={16} stroke={1.5} />} onClick={() => setWording(true)}>
        {t("common.edit")}
      </Button>
      {request.state === "MERGED" ? null : (
        <Button loading={turn.isPending} onClick={() => turn.mutate()}>
          {request.state === "OPEN" ? t("changeRequests.close") : t("changeRequests.reopen")}
        </Button>
      )}
      {wording ? <Reword request={request} which={which} onClose={() => setWording(false)} /> : null}
    </>
  );
}

function CommitsTab({ request, which }: { request: ChangeRequest; which: Which }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(changesQuery(which, request.head));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageBones />;
  return (
    <section className="card" aria-label={t("repositories.tabs.commits")}>
      <CommitList commits={data.commits} />
      {data.ahead > data.commits.length ? <p className="in quiet">{t("changeRequests.newestCommits", { shown: data.commits.length, number: data.ahead })}</p> : null}
    </section>
  );
}

/** One change request: what it is for, what it waits for, what changes. */
export function ChangeRequestPage() {
  const { t } = useTranslation();
  const { owner, name, number } = useParams({ from: "/inside/repositories/$owner/$name/change-requests/$number" });
  const { tab, view } = useSearch({ from: "/inside/repositories/$owner/$name/change-requests/$number" });
  const navigate = useNavigate({ from: "/repositories/$owner/$name/change-requests/$number" });
  const { email } = useSession().user;
  const which = { owner, name, number: Number(number) };
  const { data: whole, error, refetch } = useQuery(changeRequestQuery(which));
  if (error && !whole) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!whole) return <PageBones />;
  const { changeRequest: request } = whole;
  const current = tab ?? "conversation";
  return (
    <div className="stretch">
      <PageHead
        title={request.title}
        mark={<RequestState state={request.state} />}
        crest={<IconGitPullRequest size={20} stroke={1.5} />}
        below={
          <div className="meta">
            <Link className="link" to="/repositories/$owner/$name/change-requests" params={{ owner, name }}>
              {owner}/{name} #{number}
            </Link>
            <Branches source={request.source} target={request.target} />
            <span>
              {t("changeRequests.openedBy", { by: request.author })} <Ago at={request.createdAt} />
            </span>
          </div>
        }
        actions={whole.mayMerge || request.author === email ? <Actions request={request} which={which} /> : undefined}
      />
      <nav className="tabs" aria-label={request.title} style={{ flex: "none" }}>
        {tabs.map((one) => (
          <Link key={one} from="/repositories/$owner/$name/change-requests/$number" to="." search={{ tab: one === "conversation" ? undefined : one, view }} activeOptions={{ exact: true }} activeProps={{ "aria-current": undefined }} aria-current={one === current ? "page" : undefined}>
            {t(`changeRequests.tabs.${one}`)}
          </Link>
        ))}
      </nav>
      <div className="body">
        {current === "conversation" ? (
          <div className="cols">
            <div className="s8 stack">
              <Conversation whole={whole} which={which} />
            </div>
            <div className="s4 stack">
              <MergeCard whole={whole} which={which} />
              <PreviewCard whole={whole} which={which} />
              <ChecksCard checks={whole.checks} />
              <ReviewersCard whole={whole} />
            </div>
          </div>
        ) : null}
        {current === "commits" ? <CommitsTab request={request} which={which} /> : null}
        {current === "changes" ? <ChangesTab request={request} which={which} split={view === "split"} onSplit={(split) => void navigate({ search: { tab, view: split ? "split" : undefined }, replace: true })} /> : null}
      </div>
    </div>
  );
}
