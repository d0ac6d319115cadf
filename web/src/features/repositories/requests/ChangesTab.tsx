import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { addComment } from "@/api/changeRequests";
import type { ChangeRequest, Comment, Which } from "@/api/changeRequests";
import type { Comparison } from "@/api/repositories";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { DiffView } from "../diff/DiffView";
import classes from "../diff/DiffView.module.css";
import { pathOf, placeKey, placeOf } from "../diff/rows";
import type { Side } from "../diff/rows";
import { CommentCard } from "./CommentCard";
import { changesQuery, useComments, useRefresh } from "./useChangeRequest";
import { WriteBox } from "./WriteBox";

type Asked = { path: string; side: Side; line: number };

/** Comments by path and line; those whose line does not show stand above their file, under null. */
function placed(comments: Comment[], { diff, base, to }: Comparison): Map<string, Map<string | null, Comment[]>> {
  const shown = new Map<string, Set<string>>();
  for (const file of diff.files) {
    const keys = new Set<string>();
    for (const hunk of file.hunks) {
      for (const line of hunk.lines) {
        for (const side of ["OLD", "NEW"] as const) {
          const place = placeOf(line, side);
          if (place) keys.add(placeKey(side, place.line));
        }
      }
    }
    shown.set(pathOf(file), keys);
  }
  const places = new Map<string, Map<string | null, Comment[]>>();
  for (const comment of comments) {
    if (!comment.at) continue;
    const { path, side, line, commit } = comment.at;
    const key = placeKey(side, line);
    const stands = (commit === to || commit === base) && shown.get(path)?.has(key) === true;
    const ofPath = places.get(path) ?? new Map<string | null, Comment[]>();
    const at = stands ? key : null;
    ofPath.set(at, [...(ofPath.get(at) ?? []), comment]);
    places.set(path, ofPath);
  }
  return places;
}

/** What changes, with what was said of lines. */
export function ChangesTab({ request, which, split, onSplit }: { request: ChangeRequest; which: Which; split: boolean; onSplit: (split: boolean) => void }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const { data, error, refetch } = useQuery(changesQuery(which, request.head));
  const { comments, error: unread, refetch: readAgain } = useComments(which);
  const [asked, setAsked] = useState<Asked | null>(null);
  const places = useMemo(() => (data && comments ? placed(comments, data) : new Map<string, Map<string | null, Comment[]>>()), [data, comments]);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageBones />;
  const commitOf = (side: Side) => (side === "OLD" ? (data.base ?? data.from) : data.to);
  const under = (path: string, key: string | null) => {
    const said = places.get(path)?.get(key) ?? [];
    const asking = key !== null && asked?.path === path && placeKey(asked.side, asked.line) === key ? asked : null;
    if (said.length === 0 && !asking) return null;
    return (
      <div className={classes["thread"]}>
        {said.map((comment) => (
          <CommentCard key={comment.id} comment={comment} which={which} withPlace={key === null} outdated={comment.at?.commit !== data.to && comment.at?.commit !== data.base} />
        ))}
        {asking ? (
          <WriteBox
            label={t("changeRequests.commentOn", { line: asking.line, path: asking.path })}
            focused
            onCancel={() => setAsked(null)}
            ways={[
              {
                label: t("changeRequests.comment"),
                variant: "filled",
                send: async (body) => {
                  await addComment(which, { body, at: { ...asking, commit: commitOf(asking.side) } });
                  await refresh();
                  setAsked(null);
                },
              },
            ]}
          />
        ) : null}
      </div>
    );
  };
  return (
    <div className="stack" style={{ gap: 16 }}>
      <ErrorNote error={unread} onRetry={() => void readAgain()} />
      <DiffView diff={data.diff} split={split} onSplit={onSplit} talk={{ under, onAsk: (path, side, line) => setAsked({ path, side, line }) }} />
    </div>
  );
}
