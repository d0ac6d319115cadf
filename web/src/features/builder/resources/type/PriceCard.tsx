import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listPrices } from "@/api/resources";
import type { Price } from "@/api/resources";
import { money } from "@/lib/amounts";
import { textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { useField } from "../../actions/fields";
import classes from "../../actions/Actions.module.css";
import own from "./Type.module.css";
import { priceOf } from "./typeDraft";

const mono = { input: classes["mono"] ?? "" };
const none: Price[] = [];

type LineProps = { line: Part; at: number; prices: Price[]; onChange: (line: Part) => void; onRemove: () => void };

function Line({ line, at, prices, onChange, onRemove }: LineProps) {
  const { t } = useTranslation();
  const item = textOf(line["item"]);
  const price = prices.find((one) => one.item === item);
  const items = [...new Set([...prices.map((one) => one.item), ...(item ? [item] : [])])];
  const help = price ? t("types.itemCosts", { amount: money(price.amount, price.currency), unit: price.unit }) : item === "" ? undefined : t("types.itemUnpriced");
  return (
    <li className={own["line"]}>
      <div className={classes["pair"]}>
        <Select {...useField(`price.${at}.item`)} label={t("prices.item")} description={help} required searchable allowDeselect={false} data={items} value={item || null} classNames={mono} onChange={(next) => onChange({ ...line, item: next ?? "" })} />
        <TextInput {...useField(`price.${at}.quantity`)} label={t("types.quantity")} description={t("types.quantityHelp")} required value={textOf(line["quantity"])} classNames={mono} onChange={(event) => onChange({ ...line, quantity: event.currentTarget.value })} />
      </div>
      <TextInput {...useField(`price.${at}.title`)} label={t("types.lineTitle")} description={t("types.lineTitleHelp")} required value={textOf(line["title"])} classNames={mono} onChange={(event) => onChange({ ...line, title: event.currentTarget.value })} />
      <ActionIcon className={own["remove"] ?? ""} size="sm" aria-label={t("types.removeLine", { number: at + 1 })} onClick={onRemove}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </li>
  );
}

/** What a resource costs a month: each line an item of the price list, times a quantity of the specification. */
export function PriceCard({ draft, onChange }: { draft: Part; onChange: (draft: Part) => void }) {
  const { t } = useTranslation();
  const { data: prices = none } = useQuery({ queryKey: ["resource-prices"], queryFn: listPrices });
  const lines = priceOf(draft);
  const set = (next: Part[]) => onChange({ ...draft, price: next });
  return (
    <section className="card" aria-label={t("offers.price")}>
      <header>
        <h2>{t("offers.price")}</h2>
        <span className="tally">{lines.length}</span>
        <Button size="xs" className="push" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => set([...lines, { item: "", quantity: "1", title: "" }])}>
          {t("types.addLine")}
        </Button>
      </header>
      {lines.length === 0 ? <p className="in quiet">{t("types.noLines")}</p> : null}
      <ul>
        {lines.map((line, at) => (
          <Line key={at} line={line} at={at} prices={prices} onChange={(next) => set(lines.map((one, index) => (index === at ? next : one)))} onRemove={() => set(lines.filter((_, index) => index !== at))} />
        ))}
      </ul>
    </section>
  );
}
