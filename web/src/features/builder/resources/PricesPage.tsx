import { Button, NumberInput, TextInput } from "@mantine/core";
import { IconCoin, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addPrice, listPrices, removePrice } from "@/api/resources";
import type { Price } from "@/api/resources";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { FormDialog } from "@/components/FormDialog";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";
import { money } from "@/lib/amounts";

const key = ["resource-prices"];
const today = () => new Date().toISOString().slice(0, 10);

function AddDialog({ onSaved, onClose }: { onSaved: () => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation();
  const [price, setPrice] = useState<Omit<Price, "id">>({ item: "", region: null, amount: 0, currency: "USD", unit: "", validFrom: today(), source: "" });
  const change = (part: Partial<Price>) => setPrice((before) => ({ ...before, ...part }));
  const ready = price.item !== "" && price.unit !== "" && price.source !== "" && price.validFrom !== "";
  const save = async () => {
    await addPrice(price);
    await onSaved();
  };
  return (
    <FormDialog title={t("prices.add")} action={t("prices.add")} ready={ready} onSubmit={save} onClose={onClose}>
      <TextInput label={t("prices.item")} description={t("prices.itemHelp")} required maxLength={100} value={price.item} onChange={(event) => change({ item: event.currentTarget.value })} />
      <TextInput label={t("prices.region")} description={t("prices.regionHelp")} maxLength={50} value={price.region ?? ""} onChange={(event) => change({ region: event.currentTarget.value || null })} />
      <NumberInput label={t("prices.amount")} description={t("prices.amountHelp")} required min={0} decimalScale={6} hideControls value={price.amount} onChange={(next) => change({ amount: Number(next) || 0 })} />
      <TextInput label={t("prices.currency")} required maxLength={3} value={price.currency} onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })} />
      <TextInput label={t("prices.unit")} required maxLength={40} value={price.unit} onChange={(event) => change({ unit: event.currentTarget.value })} />
      <TextInput label={t("prices.validFrom")} type="date" required value={price.validFrom} onChange={(event) => change({ validFrom: event.currentTarget.value })} />
      <TextInput label={t("prices.source")} description={t("prices.sourceHelp")} required maxLength={300} value={price.source} onChange={(event) => change({ source: event.currentTarget.value })} />
    </FormDialog>
  );
}

/** The price list: dated, with where each figure comes from. */
export function PricesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: prices, error, refetch } = useQuery({ queryKey: key, queryFn: listPrices });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Price | null>(null);
  const renew = () => client.invalidateQueries({ queryKey: key });
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setAdding(true)}>
      {t("prices.add")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("prices.title")}
        lead={t("prices.lead")}
        action={add}
        items={prices}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(price) => String(price.id)}
        columns={[t("prices.item"), t("prices.amount"), t("prices.validFrom"), t("prices.source"), t("common.actions")]}
        empty={<EmptyState icon={<IconCoin size={20} stroke={1.5} />} title={t("prices.none")} why={t("prices.lead")} action={add} />}
        row={(price) => (
          <>
            <td>
              <code>{price.item}</code>
              {price.region ? <div className="small quiet">{price.region}</div> : null}
            </td>
            <td data-label={t("prices.amount")}>
              <div>
                {money(price.amount, price.currency)} <span className="quiet">{t("prices.per", { unit: price.unit })}</span>
              </div>
            </td>
            <td data-label={t("prices.validFrom")}>{price.validFrom}</td>
            <td data-label={t("prices.source")} className="muted">
              {price.source}
            </td>
            <RowActions name={price.item} onRemove={() => setRemoving(price)} />
          </>
        )}
      />
      {adding ? <AddDialog onSaved={renew} onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t("prices.remove", { item: removing.item })}
          action={t("common.removeNamed", { name: removing.item })}
          onConfirm={async () => {
            await removePrice(removing.id);
            await renew();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t("prices.removeWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
