import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readLog } from "@/api/selfservice";
import { ErrorNote } from "@/components/ErrorState";
import { exactTime } from "@/lib/time";
import { coloured } from "./ansi";
import classes from "./RunLog.module.css";

const page = 50;

const clock = (instant: string) => new Date(instant).toLocaleTimeString(undefined, { hour12: false });

function Message({ text }: { text: string }) {
  return (
    <>
      {coloured(text).map((part, at) => (
        <span key={at} className={part.tone ? classes[part.tone] : undefined}>
          {part.text}
        </span>
      ))}
    </>
  );
}

/** What was said while it went on, oldest first; followed while it goes on. */
export function RunLog({ run, open, changed }: { run: string; open: boolean; changed: string }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ["log", run],
    queryFn: ({ pageParam, signal }) => readLog(run, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.length === page ? all.length * page : undefined),
    refetchInterval: open ? 1500 : false,
  });
  useEffect(() => void refetch(), [changed, refetch]);
  const lines = data?.pages.flat() ?? [];
  const needle = typed.toLowerCase();
  const found = lines.filter((line) => line.message.toLowerCase().includes(needle));
  return (
    <section className="card" aria-label={t("runs.log")}>
      <header>
        <h2>{t("runs.log")}</h2>
        {open ? <span className="live">{t("runs.following")}</span> : null}
        {lines.length > 5 ? <TextInput className="push" size="xs" aria-label={t("runs.searchLog")} placeholder={t("runs.searchLog")} leftSection={<IconSearch size={14} stroke={1.5} />} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} /> : null}
      </header>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data && lines.length === 0 ? <p className="in quiet">{t("runs.noLines")}</p> : null}
      {lines.length > 0 && found.length === 0 ? <p className="in quiet">{t("runs.noMatch")}</p> : null}
      {found.length > 0 ? (
        <ol className={classes["log"]} tabIndex={0} aria-label={t("runs.log")}>
          {found.map((line) => (
            <li key={line.id} className={line.level === "INFO" ? undefined : classes[line.level]}>
              <time dateTime={line.createdAt} title={exactTime(line.createdAt)}>
                {clock(line.createdAt)}
              </time>
              <span>
                {line.level === "INFO" || line.level === "DEBUG" ? null : <b>{line.level} </b>}
                {line.node ? <i>{line.node} </i> : null}
                <Message text={line.message} />
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {hasNextPage ? (
        <div className="in">
          <Button size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("runs.moreLines")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
