import { SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { putFreeze, weekdays } from "@/api/freezes";
import type { Freeze, FreezeWish, Weekday, Weekly } from "@/api/freezes";
import { FormDialog } from "@/components/FormDialog";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const weekend: Weekly = { fromDay: "FRIDAY", from: "16:00", untilDay: "MONDAY", until: "07:00" };

type Props = { environment: string; title: string; freeze: Freeze | null; onSaved: () => Promise<unknown>; onClose: () => void };

/** Makes a freeze window, or changes it. */
export function FreezeDialog({ environment, title, freeze, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<FreezeWish>(() => freeze ?? { name: "", reason: "", zone: here, from: null, until: null, weekly: null });
  const change = (part: Partial<FreezeWish>) => setDraft((before) => ({ ...before, ...part }));
  const { weekly } = draft;
  const setWeekly = (part: Partial<Weekly>) => weekly && change({ weekly: { ...weekly, ...part } });
  const days = weekdays.map((day) => ({ value: day, label: t(`freezes.days.${day}`) }));
  const isWrong = draft.from !== null && draft.until !== null && draft.from >= draft.until;
  const ready = draft.name.trim() !== "" && draft.reason.trim() !== "" && (weekly ? weekly.from !== "" && weekly.until !== "" : draft.from !== null && draft.until !== null && !isWrong);
  const save = async () => {
    const { name, reason, zone, from, until } = draft;
    await putFreeze(environment, freeze?.id ?? null, { name: name.trim(), reason: reason.trim(), zone: weekly ? zone : here, from: weekly ? null : from, until: weekly ? null : until, weekly });
    await onSaved();
  };
  return (
    <FormDialog title={freeze ? freeze.name : t("freezes.addTo", { title })} action={freeze ? t("common.save") : t("freezes.addAction")} ready={ready} onSubmit={save} onClose={onClose}>
      <TextInput label={t("common.name")} required maxLength={60} autoComplete="off" data-autofocus value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      <Textarea label={t("freezes.reason")} description={t("freezes.reasonHelp")} required autosize minRows={2} maxLength={500} value={draft.reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
      <SegmentedControl
        fullWidth
        role="radiogroup"
        aria-label={t("freezes.when")}
        value={weekly ? "weekly" : "once"}
        onChange={(next) => change({ weekly: next === "weekly" ? (freeze?.weekly ?? weekend) : null })}
        data={[
          { value: "once", label: t("freezes.once") },
          { value: "weekly", label: t("freezes.weekly") },
        ]}
      />
      {weekly ? (
        <>
          <Select label={t("freezes.fromDay")} required allowDeselect={false} data={days} value={weekly.fromDay} onChange={(day) => day && setWeekly({ fromDay: day as Weekday })} />
          <TextInput label={t("freezes.fromTime")} type="time" required value={weekly.from} onChange={(event) => setWeekly({ from: event.currentTarget.value })} />
          <Select label={t("freezes.untilDay")} required allowDeselect={false} data={days} value={weekly.untilDay} onChange={(day) => day && setWeekly({ untilDay: day as Weekday })} />
          <TextInput label={t("freezes.untilTime")} type="time" required value={weekly.until} onChange={(event) => setWeekly({ until: event.currentTarget.value })} />
          <Select label={t("freezes.zone")} description={t("freezes.zoneHelp")} required searchable allowDeselect={false} limit={50} data={[...new Set([draft.zone, here, "UTC", ...Intl.supportedValuesOf("timeZone")])]} value={draft.zone} onChange={(zone) => zone && change({ zone })} />
        </>
      ) : (
        <>
          <TextInput label={t("freezes.from")} description={t("freezes.inZone", { zone: here })} type="datetime-local" required value={toLocalInput(draft.from ?? "")} onChange={(event) => change({ from: fromLocalInput(event.currentTarget.value) })} />
          <TextInput label={t("freezes.until")} description={t("freezes.inZone", { zone: here })} type="datetime-local" required error={isWrong ? t("freezes.untilWrong") : undefined} value={toLocalInput(draft.until ?? "")} onChange={(event) => change({ until: fromLocalInput(event.currentTarget.value) })} />
        </>
      )}
    </FormDialog>
  );
}
