import { IconCirclePlus, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Effect, Plan } from "@/api/selfservice";
import { money } from "@/lib/amounts";
import classes from "./PlanCard.module.css";

const icons: Record<Effect, typeof IconTrash> = { CREATED: IconCirclePlus, CHANGED: IconPencil, LOST: IconTrash };

function Price({ cost }: { cost: NonNullable<Plan["cost"]> }) {
  const { t } = useTranslation();
  const change = cost.after - cost.before;
  return (
    <section className="card" aria-label={t("plan.price")}>
      <header>
        <h2>{t("plan.price")}</h2>
        <span className="push small quiet">{t("plan.byPriceList")}</span>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        <p className={classes["amount"]}>
          <strong>{money(cost.after, cost.currency)}</strong> <span className="quiet">{t("plan.aMonth")}</span>
        </p>
        {cost.before !== 0 && change !== 0 ? (
          <p className="small muted">{t(change > 0 ? "plan.more" : "plan.less", { amount: money(Math.abs(change), cost.currency) })}</p>
        ) : null}
        {cost.lines.length > 0 ? (
          <dl className={classes["lines"]}>
            {cost.lines.map((line) => (
              <div key={line.title}>
                <dt>{line.title}</dt>
                <dd>{money(line.amount, cost.currency)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </section>
  );
}

/** What a request would do, and what that costs. */
export function PlanCard({ plan }: { plan: Plan | null | undefined }) {
  const { t } = useTranslation();
  if (!plan) return null;
  return (
    <>
      {plan.cost ? <Price cost={plan.cost} /> : null}
      {plan.items.length > 0 || plan.pending ? (
        <section className="card" aria-label={t("plan.title")} aria-busy={plan.pending}>
          <header>
            <h2>{t("plan.title")}</h2>
            <span className="tally">{plan.items.length}</span>
          </header>
          <ul className={classes["items"]}>
            {plan.items.map(({ effect, title, note }) => {
              const Icon = icons[effect];
              return (
                <li key={`${effect} ${title}`} data-effect={effect}>
                  <Icon size={16} stroke={1.5} aria-label={t(`plan.effect.${effect}`)} role="img" />
                  <span>{title}</span>
                  {note ? <span className="small quiet">{note}</span> : null}
                </li>
              );
            })}
          </ul>
          {plan.pending ? (
            <p className="in small quiet" role="status">
              {t("plan.pending")}
            </p>
          ) : null}
        </section>
      ) : null}
    </>
  );
}
