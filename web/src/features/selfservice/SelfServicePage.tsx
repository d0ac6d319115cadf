import { ActionIcon, Button, Skeleton, TextInput } from "@mantine/core";
import { IconBolt, IconSearch, IconSearchOff, IconStar, IconStarFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listCards } from "@/api/selfservice";
import type { Card } from "@/api/selfservice";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";
import { readRecentActions } from "@/lib/recentActions";
import { useIsAdmin } from "@/lib/session";
import { seconds } from "@/lib/time";
import { useKept } from "@/lib/useKept";
import classes from "./SelfService.module.css";

const icon = { size: 16, stroke: 1.5 };

type CardProps = { card: Card; favourite: boolean; onFavourite: () => void };

function ActionCard({ card, favourite, onFavourite }: CardProps) {
  const { t } = useTranslation();
  const title = titleOf(card);
  return (
    <li className={`card ${classes["action"]}`}>
      <div className="row" style={{ flexWrap: "nowrap" }}>
        <span className="crest">
          <BlueprintIcon name={card.icon} fallback={card.blueprint ?? card.identifier} size={20} />
        </span>
        <h3 className={classes["name"]}>
          <Link to="/self-service/$action" params={{ action: card.identifier }} className={classes["cover"]}>
            {title}
          </Link>
        </h3>
        <ActionIcon className={`push ${classes["star"]}`} aria-pressed={favourite} aria-label={t(favourite ? "selfService.unstar" : "selfService.star", { title })} onClick={onFavourite}>
          {favourite ? <IconStarFilled size={16} style={{ color: "var(--warn)" }} /> : <IconStar {...icon} />}
        </ActionIcon>
      </div>
      <p className={`muted ${classes["about"]}`}>{card.description}</p>
      <div className="row small quiet">
        <span>{[t(`selfService.operation.${card.operation ?? "CREATE"}`), card.medianSeconds === null ? "" : t("selfService.median", { duration: seconds(card.medianSeconds) })].filter(Boolean).join(" · ")}</span>
        <span className={`push ${classes["go"]}`} aria-hidden="true">
          {card.button || t("selfService.open")}
        </span>
      </div>
    </li>
  );
}

function Group({ title, cards, starred, onStar }: { title: string; cards: Card[]; starred: string[]; onStar: (action: string) => void }) {
  if (cards.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={classes["heading"]}>{title}</h2>
      <ul className={classes["cards"]}>
        {cards.map((card) => (
          <ActionCard key={card.identifier} card={card} favourite={starred.includes(card.identifier)} onFavourite={() => onStar(card.identifier)} />
        ))}
      </ul>
    </section>
  );
}

/** Everything that I can ask for. */
export function SelfServicePage() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const navigate = useNavigate({ from: "/self-service" });
  const { q } = useSearch({ from: "/inside/self-service" });
  const { data: cards, error, refetch } = useQuery({ queryKey: ["cards"], queryFn: () => listCards() });
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const [starred, setStarred] = useKept<string[]>("actions.starred", []);
  const star = (action: string) => setStarred(starred.includes(action) ? starred.filter((one) => one !== action) : [...starred, action]);
  const needle = (q ?? "").toLowerCase();
  const found = (cards ?? []).filter((card) => `${titleOf(card)} ${card.description ?? ""} ${card.identifier}`.toLowerCase().includes(needle));
  const pick = (names: string[]) => names.flatMap((name) => found.filter((card) => card.identifier === name));
  const categories = [...new Set(found.map((card) => card.blueprint))];
  const nameOf = (category: string | null) => (category === null ? t("selfService.others") : titleOf(blueprints.find((one) => one.identifier === category) ?? { identifier: category }));
  const shared = { starred, onStar: star };
  return (
    <div className="stretch">
      <PageHead
        title={t("nav.selfService")}
        lead={t("selfService.lead")}
        lined
        actions={
          <Button component={Link} to="/self-service/requests" variant="default">
            {t("requests.mine")}
          </Button>
        }
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {cards?.length === 0 ? (
        <EmptyState
          icon={<IconBolt size={20} stroke={1.5} />}
          title={t("selfService.none")}
          why={t(admin ? "selfService.noneWhyAdmin" : "selfService.noneWhy")}
          action={
            admin ? (
              <Button component={Link} to="/builder/actions" variant="filled">
                {t("selfService.make")}
              </Button>
            ) : undefined
          }
        />
      ) : null}
      {!error && cards?.length !== 0 ? (
        <div className="body">
          <TextInput
            aria-label={t("selfService.search")}
            placeholder={t("selfService.search")}
            leftSection={<IconSearch {...icon} />}
            value={q ?? ""}
            style={{ maxWidth: 360 }}
            onChange={(event) => void navigate({ search: { q: event.currentTarget.value || undefined }, replace: true })}
          />
          {cards === undefined ? (
            <div className={classes["cards"]} aria-busy="true">
              {[1, 2, 3].map((one) => (
                <Skeleton key={one} height={148} />
              ))}
            </div>
          ) : null}
          {cards && found.length === 0 ? (
            <EmptyState
              icon={<IconSearchOff size={20} stroke={1.5} />}
              title={t("selfService.noMatch", { q })}
              why={t("selfService.noMatchWhy")}
              action={<Button onClick={() => void navigate({ search: {}, replace: true })}>{t("selfService.clear")}</Button>}
            />
          ) : null}
          {cards ? (
            <>
              <Group title={t("selfService.favourites")} cards={pick(starred)} {...shared} />
              {needle === "" ? <Group title={t("selfService.recent")} cards={pick(readRecentActions()).slice(0, 3)} {...shared} /> : null}
              {categories.map((category) => (
                <Group key={category ?? ""} title={nameOf(category)} cards={found.filter((card) => card.blueprint === category)} {...shared} />
              ))}
            </>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
