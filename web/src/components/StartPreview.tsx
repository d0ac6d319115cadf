import { NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PreviewWish } from "@/api/previews";
import { FormDialog } from "@/components/FormDialog";

type Props = {
  title: string;
  /** Where more than one may be tried, one is chosen. */
  services: string[];
  environments: string[];
  tagHelp: string;
  /** What the number of the change request is asked for with; left out where it is known. */
  numberHelp?: string;
  /** @param number 0 where it was not asked for */
  onStart: (wish: PreviewWish, number: number) => Promise<unknown>;
  onClose: () => void;
};

/** Asks what a change request is to be tried with. */
export function StartPreview({ title, services, environments, tagHelp, numberHelp, onStart, onClose }: Props) {
  const { t } = useTranslation();
  const [service, setService] = useState(services[0] ?? null);
  const [environment, setEnvironment] = useState(environments[0] ?? null);
  const [tag, setTag] = useState("");
  const [number, setNumber] = useState<number | null>(null);
  const ready = service !== null && environment !== null && (numberHelp === undefined || (number !== null && number >= 1));
  const start = () => onStart({ service: service!, environment: environment!, tag: tag.trim() || undefined }, number ?? 0);
  return (
    <FormDialog title={title} action={t("previews.start")} ready={ready} onSubmit={start} onClose={onClose}>
      {numberHelp === undefined ? null : (
        <NumberInput
          label={t("previews.number")}
          description={numberHelp}
          required
          min={1}
          max={2_147_483_647}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          data-autofocus
          value={number ?? ""}
          onChange={(next) => setNumber(Number(next) || null)}
        />
      )}
      {services.length > 1 ? <Select label={t("deliveries.service")} required allowDeselect={false} data={services} value={service} onChange={setService} /> : null}
      {environments.length > 1 ? <Select label={t("environments.environment")} description={t("previews.environmentHelp")} required allowDeselect={false} data={environments} value={environment} onChange={setEnvironment} /> : null}
      <TextInput label={t("previews.tag")} description={tagHelp} maxLength={128} autoComplete="off" spellCheck={false} data-autofocus={numberHelp === undefined ? true : undefined} value={tag} onChange={(event) => setTag(event.currentTarget.value)} />
      <p className="small muted">{t("previews.startWhy")}</p>
    </FormDialog>
  );
}
