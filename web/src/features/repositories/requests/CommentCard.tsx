import { ActionIcon } from "@mantine/core";
import { IconPencil, IconRobot, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteComment, editComment } from "@/api/changeRequests";
import type { Comment, Which } from "@/api/changeRequests";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { PageBones } from "@/components/PageBones";
import { useIsAdmin, useSession } from "@/lib/session";
import { exactTime } from "@/lib/time";
import classes from "../Repositories.module.css";
import { useRefresh } from "./useChangeRequest";
import { WriteBox } from "./WriteBox";

const Markdown = lazy(() => import("@/components/Markdown").then((module) => ({ default: module.Markdown })));

type Props = { comment: Comment; which: Which; /** Says of which line it is, where that does not show. */ withPlace?: boolean; /** That line is not there any more. */ outdated?: boolean };

/** What somebody, or a machine, said. */
export function CommentCard({ comment, which, withPlace, outdated }: Props) {
  const { t } = useTranslation();
  const { email } = useSession().user;
  const admin = useIsAdmin();
  const refresh = useRefresh(which);
  const [doing, setDoing] = useState<"edit" | "delete" | null>(null);
  const { at, author, botKey } = comment;
  const own = author === email && botKey === null;
  return (
    <article className={classes["said"]} aria-label={t("changeRequests.commentBy", { by: botKey ?? author })}>
      <header>
        <span className="strong">{botKey ?? author}</span>
        {botKey ? (
          <span className="badge" title={author}>
            <IconRobot aria-hidden="true" />
            {t("changeRequests.machine")}
          </span>
        ) : null}
        <span className="muted small">
          <Ago at={comment.editedAt && botKey ? comment.editedAt : comment.createdAt} />
          {comment.editedAt && !botKey ? <span title={exactTime(comment.editedAt)}> · {t("changeRequests.edited")}</span> : null}
        </span>
        {at && (withPlace || outdated) ? (
          <Link className="ref" style={{ whiteSpace: "normal", overflowWrap: "anywhere" }} to="/repositories/$owner/$name/change-requests/$number" params={{ owner: which.owner, name: which.name, number: String(which.number) }} search={{ tab: "changes" }}>
            {at.path}:{at.line}
          </Link>
        ) : null}
        {outdated ? <span className="badge warn">{t("changeRequests.outdated")}</span> : null}
        <span className="row tight push">
          {own ? (
            <ActionIcon size="mini" aria-label={t("changeRequests.editComment")} onClick={() => setDoing("edit")}>
              <IconPencil size={14} stroke={1.5} />
            </ActionIcon>
          ) : null}
          {own || admin ? (
            <ActionIcon size="mini" aria-label={t("changeRequests.deleteComment")} onClick={() => setDoing("delete")}>
              <IconTrash size={14} stroke={1.5} />
            </ActionIcon>
          ) : null}
        </span>
      </header>
      <div>
        {doing === "edit" ? (
          <WriteBox
            label={t("changeRequests.editComment")}
            initial={comment.body}
            focused
            onCancel={() => setDoing(null)}
            ways={[
              {
                label: t("common.save"),
                variant: "filled",
                send: async (body) => {
                  await editComment(which, comment.id, body);
                  await refresh();
                  setDoing(null);
                },
              },
            ]}
          />
        ) : (
          <Suspense fallback={<PageBones />}>
            <Markdown text={comment.body} />
          </Suspense>
        )}
      </div>
      {doing === "delete" ? (
        <ConfirmDialog
          title={t("changeRequests.deleteComment")}
          action={t("common.delete")}
          onConfirm={async () => {
            await deleteComment(which, comment.id);
            await refresh();
          }}
          onClose={() => setDoing(null)}
        >
          <p>{t("changeRequests.deleteCommentWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </article>
  );
}
