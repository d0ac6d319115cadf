import { ActionIcon, Kbd, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconContrastFilled, IconKeyboard, IconMenu2, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Bell } from "./Bell";
import { Crumbs } from "./Crumbs";
import { DemoLabel } from "./DemoLabel";

type Props = { onMenu: () => void; onSearch: () => void; onKeys: () => void };

export function TopBar({ onMenu, onSearch, onKeys }: Props) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const flip = scheme === "dark" ? t("topbar.toLight") : t("topbar.toDark");
  return (
    <header className="topbar">
      <ActionIcon className="burger" aria-label={t("topbar.menu")} onClick={onMenu}>
        <IconMenu2 size={16} stroke={1.5} />
      </ActionIcon>
      <Crumbs />
      <DemoLabel />
      <button type="button" className="search" onClick={onSearch}>
        <IconSearch size={16} stroke={1.5} />
        <span>{t("topbar.search")}</span>
        <span className="push search-key">
          <kbd>{t("topbar.searchKey")}</kbd>
        </span>
      </button>
      <Tooltip
        label={
          <>
            {t("topbar.keys")} <Kbd size="xs">{t("keys.help.keys")}</Kbd>
          </>
        }
      >
        <ActionIcon aria-label={t("topbar.keys")} onClick={onKeys} visibleFrom="sm">
          <IconKeyboard size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Bell />
      <Tooltip label={flip}>
        <ActionIcon aria-label={flip} onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}>
          <IconContrastFilled size={16} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
