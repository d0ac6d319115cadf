import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconApi, IconCheck, IconDeviceDesktop, IconKey, IconLanguage, IconLock, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { signOut } from "@/api/session";
import { TeamMark } from "@/components/TeamMark";
import { sayError } from "@/components/toast";
import { changeLanguage } from "@/lib/i18n";
import { personName, useSession } from "@/lib/session";

const languages = ["en", "ko"] as const;
const schemes = [
  { key: "light", Icon: IconSun },
  { key: "dark", Icon: IconMoon },
  { key: "auto", Icon: IconDeviceDesktop },
] as const;

export function UserMenu({ narrow }: { narrow: boolean }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    try {
      await signOut();
      await navigate({ to: "/sign-in" });
      client.clear();
    } catch (error) {
      sayError(error);
    }
  };
  const chosen = <IconCheck size={14} stroke={1.5} />;
  const icon = { size: 16, stroke: 1.5 };
  return (
    <Menu position="top-start" width={224}>
      <Menu.Target>
        <button type="button" className="who" aria-label={narrow ? t("user.menuOf", { name: personName(user) }) : undefined}>
          <TeamMark name={personName(user)} large />
          {narrow ? null : (
            <span className="cut">
              <span className="strong">{personName(user)}</span>
              <br />
              <span className="small quiet">{user.teams[0] ?? t(user.roles.includes("Admin") ? "user.admin" : "user.member")}</span>
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <Menu.Item leftSection={<IconKey {...icon} />} onClick={() => void navigate({ to: "/account", hash: "tokens" })}>
          {t("user.tokens")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock {...icon} />} onClick={() => void navigate({ to: "/account", hash: "password" })}>
          {t("user.password")}
        </Menu.Item>
        <Menu.Item leftSection={<IconApi {...icon} />} onClick={() => void navigate({ to: "/docs/api" })}>
          {t("api.title")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("user.theme")}</Menu.Label>
        {schemes.map(({ key, Icon }) => (
          <Menu.Item key={key} leftSection={<Icon {...icon} />} rightSection={colorScheme === key ? chosen : null} onClick={() => setColorScheme(key)}>
            {t(`user.themes.${key}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("user.language")}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={<IconLanguage {...icon} />}
            rightSection={i18n.language === language ? chosen : null}
            onClick={() => void changeLanguage(language)}
          >
            {t(`user.languages.${language}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => void leave()}>
          {t("user.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
