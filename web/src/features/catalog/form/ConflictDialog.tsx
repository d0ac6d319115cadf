import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Blueprint, Entity, EntityDraft } from "@/api/types";
import { Diff } from "@/components/Diff";
import { draftOf, toSend } from "./draft";

type Props = {
  mine: EntityDraft;
  theirs: Entity;
  blueprint: Blueprint;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
  onClose: () => void;
};

/** Two people changed the same thing: shows both, and lets the later one decide. */
export function ConflictDialog({ mine, theirs, blueprint, onTakeTheirs, onKeepMine, onClose }: Props) {
  const { t } = useTranslation();
  const other = toSend(draftOf(theirs, blueprint), blueprint, false);
  return (
    <Modal opened onClose={onClose} size={880} title={t("conflict.title")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <p>{t("conflict.what", { who: theirs.updatedBy ?? t("conflict.someone") })}</p>
        <Diff before={other} after={mine} beforeTitle={t("conflict.theirs")} afterTitle={t("conflict.mine")} />
      </div>
      <div className="dialog-foot">
        <Button variant="filled" onClick={onKeepMine}>
          {t("conflict.keepMine")}
        </Button>
        <Button onClick={onTakeTheirs}>{t("conflict.takeTheirs")}</Button>
        <Button variant="subtle" onClick={onClose}>
          {t("common.stay")}
        </Button>
      </div>
    </Modal>
  );
}
