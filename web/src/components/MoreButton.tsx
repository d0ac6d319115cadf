import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

type Props = { shown: boolean; loading: boolean; onClick: () => void };

/** The foot of a list that has another page. */
export function MoreButton({ shown, loading, onClick }: Props) {
  const { t } = useTranslation();
  if (!shown) return null;
  return (
    <div className="in">
      <Button loading={loading} onClick={onClick}>
        {t("runs.more")}
      </Button>
    </div>
  );
}
