import { ActionIcon, CopyButton as Copy, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

type Props = { value: string; label?: string };

export function CopyButton({ value, label }: Props) {
  const { t } = useTranslation();
  return (
    <Copy value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("common.copied") : (label ?? t("common.copy"))}>
          <ActionIcon size="mini" aria-label={label ?? t("common.copy")} onClick={copy}>
            {copied ? <IconCheck size={14} stroke={1.5} /> : <IconCopy size={14} stroke={1.5} />}
          </ActionIcon>
        </Tooltip>
      )}
    </Copy>
  );
}
