import { MultiSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listUsers } from "@/api/access";
import { openChangeRequest } from "@/api/changeRequests";
import { compare } from "@/api/repositories";
import { ErrorNote } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { useSession } from "@/lib/session";
import { formatNumber } from "@/lib/time";
import { RefPicker } from "../RefPicker";
import { keyOf, useRepository } from "../useRepository";

/** Asks for a branch to be merged. */
export function NewChangeRequest({ source: begun, onClose }: { source: string; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const repository = useRepository();
  const { email } = useSession().user;
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers, staleTime: 60_000 });
  const [source, setSource] = useState(begun);
  const [target, setTarget] = useState(repository.defaultBranch);
  const [typed, setTyped] = useState<string | null>(null);
  const [description, setDescription] = useState("");
  const [reviewers, setReviewers] = useState<string[]>([]);
  const differ = source !== "" && source !== target;
  const { data: comparison, error } = useQuery({
    queryKey: [...keyOf(repository), "compare", target, source],
    queryFn: () => compare(repository, target, source),
    enabled: differ,
  });
  const title = typed ?? comparison?.commits.at(-1)?.subject.slice(0, 200) ?? "";
  const nothing = comparison?.ahead === 0;
  const open = async () => {
    const opened = await openChangeRequest(repository, { title: title.trim(), description, source, target, reviewers });
    await client.invalidateQueries({ queryKey: ["changeRequests"] });
    return () => void navigate({ to: "/repositories/$owner/$name/change-requests/$number", params: { owner: repository.owner, name: repository.name, number: String(opened.number) } });
  };
  return (
    <FormDialog title={t("changeRequests.new")} action={t("changeRequests.open")} ready={differ && title.trim() !== "" && !nothing} onSubmit={open} onClose={onClose}>
      <RefPicker labelled branchesOnly label={t("changeRequests.source")} value={source} onChange={setSource} />
      <RefPicker labelled branchesOnly label={t("changeRequests.target")} value={target} onChange={setTarget} />
      <p className="small muted" role="status">
        {!differ
          ? source === ""
            ? t("changeRequests.chooseSource")
            : t("changeRequests.sameBranch")
          : nothing
            ? t("changeRequests.nothingNew", { source, target })
            : comparison
              ? `${t("changeRequests.commits", { count: comparison.ahead, number: formatNumber(comparison.ahead) })} · ${t("repositories.filesChanged", { count: comparison.diff.changedFiles, number: formatNumber(comparison.diff.changedFiles) })}`
              : null}
      </p>
      <ErrorNote error={differ ? error : null} />
      <TextInput label={t("changeRequests.titleField")} maxLength={200} value={title} data-autofocus onChange={(event) => setTyped(event.currentTarget.value)} />
      <Textarea label={t("common.description")} description={t("changeRequests.descriptionHelp")} autosize minRows={4} maxRows={12} maxLength={20_000} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <MultiSelect label={t("changeRequests.reviewers")} description={t("changeRequests.reviewersHelp")} searchable clearable maxValues={50} data={users.map((user) => user.email).filter((one) => one !== email)} value={reviewers} onChange={setReviewers} />
    </FormDialog>
  );
}
