import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBolt, IconChecks, IconClock, IconContrast, IconDatabase, IconGitBranch, IconGitPullRequest, IconKeyboard, IconLanguage, IconPlus, IconRocket, IconRoute } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { searchEverything } from "@/api/entities";
import { listCards } from "@/api/selfservice";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { blueprintsQuery, inSentence, isSystem, titleOf } from "@/lib/blueprints";
import { leavesIn, useCatalogTree } from "@/lib/catalogTree";
import { useHasDeliveries } from "@/lib/deliveries";
import { changeLanguage } from "@/lib/i18n";
import { readRecents } from "@/lib/recents";
import { useIsAdmin } from "@/lib/session";
import { builderSections } from "./BuilderFrame";

export type PaletteItem = { id: string; group: "recent" | "found" | "pages" | "commands"; icon: ReactNode; title: string; hint?: string | undefined; run: () => void };

const icon = { size: 16, stroke: 1.5 };

/** Everything that Ctrl-K offers for what has been typed. */
export function usePaletteItems(typed: string, onKeys: () => void): { items: PaletteItem[]; searching: boolean; error: Error | null } {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const admin = useIsAdmin();
  const hasDeliveries = useHasDeliveries();
  const scheme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { data: cards } = useQuery({ queryKey: ["cards"], queryFn: () => listCards(), staleTime: 60_000 });
  const { tree } = useCatalogTree();
  const [q] = useDebouncedValue(typed.trim(), 120);
  const found = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => searchEverything(q, 12, signal),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  });
  const openEntity = (blueprint: string, entity: string) => void navigate({ to: "/catalog/$blueprint/$entity", params: { blueprint, entity } });

  const recents = readRecents().slice(0, 6).map((one): PaletteItem => ({
    id: `recent:${one.blueprint}/${one.identifier}`,
    group: "recent",
    icon: <IconClock {...icon} />,
    title: one.title,
    hint: one.blueprintTitle,
    run: () => openEntity(one.blueprint, one.identifier),
  }));
  const results = (q ? (found.data ?? []) : []).map((one): PaletteItem => ({
    id: `found:${one.blueprint}/${one.identifier}`,
    group: "found",
    icon: <BlueprintIcon name={one.icon} fallback={one.blueprint} />,
    title: one.title || one.identifier,
    hint: one.blueprintTitle,
    run: () => openEntity(one.blueprint, one.identifier),
  }));
  const pages: PaletteItem[] = [
    { id: "page:home", group: "pages", icon: <BlueprintIcon name="home" />, title: t("nav.home"), run: () => void navigate({ to: "/" }) },
    ...leavesIn(tree).map((leaf): PaletteItem => ({
      id: `page:${leaf.identifier}`,
      group: "pages",
      icon: <BlueprintIcon name={leaf.icon} fallback={leaf.blueprint} />,
      title: leaf.title,
      hint: t("nav.catalog"),
      run: () => void navigate({ to: "/catalog/$blueprint", params: { blueprint: leaf.blueprint } }),
    })),
    { id: "page:self-service", group: "pages", icon: <IconBolt {...icon} />, title: t("nav.selfService"), run: () => void navigate({ to: "/self-service" }) },
    { id: "page:requests", group: "pages", icon: <IconBolt {...icon} />, title: t("requests.title"), hint: t("nav.selfService"), run: () => void navigate({ to: "/self-service/requests" }) },
    { id: "page:resources", group: "pages", icon: <IconDatabase {...icon} />, title: t("mine.title"), hint: t("nav.resources"), run: () => void navigate({ to: "/resources" }) },
    { id: "page:offers", group: "pages", icon: <IconDatabase {...icon} />, title: t("offers.title"), hint: t("nav.resources"), run: () => void navigate({ to: "/resources/offers" }) },
    { id: "page:repositories", group: "pages", icon: <IconGitBranch {...icon} />, title: t("repositories.title"), run: () => void navigate({ to: "/repositories" }) },
    { id: "page:change-requests", group: "pages", icon: <IconGitPullRequest {...icon} />, title: t("changeRequests.title"), hint: t("repositories.title"), run: () => void navigate({ to: "/change-requests" }) },
    { id: "page:golden-paths", group: "pages", icon: <IconRoute {...icon} />, title: t("goldenPaths.title"), run: () => void navigate({ to: "/golden-paths" }) },
    ...(hasDeliveries ? [{ id: "page:deliveries", group: "pages" as const, icon: <IconRocket {...icon} />, title: t("nav.deliveries"), run: () => void navigate({ to: "/deliveries" }) }] : []),
    { id: "page:approvals", group: "pages", icon: <IconChecks {...icon} />, title: t("nav.approvals"), run: () => void navigate({ to: "/approvals" }) },
    { id: "page:audit", group: "pages", icon: <IconClock {...icon} />, title: t("nav.audit"), run: () => void navigate({ to: "/audit" }) },
    { id: "page:api", group: "pages", icon: <BlueprintIcon name="api" />, title: t("api.title"), run: () => void navigate({ to: "/docs/api" }) },
    ...(admin ? builderSections : []).map((section): PaletteItem => ({
      id: `page:${section.to}`,
      group: "pages",
      icon: <BlueprintIcon name={section.key} />,
      title: t(`builder.sections.${section.key}`),
      hint: t("nav.builder"),
      run: () => void navigate({ to: section.to }),
    })),
  ];
  const commands: PaletteItem[] = [
    ...(cards ?? []).map((card): PaletteItem => ({
      id: `action:${card.identifier}`,
      group: "commands",
      icon: <IconBolt {...icon} />,
      title: titleOf(card),
      hint: t("nav.selfService"),
      run: () => void navigate({ to: "/self-service/$action", params: { action: card.identifier } }),
    })),
    ...blueprints.filter((one) => !isSystem(one)).map((one): PaletteItem => ({
      id: `create:${one.identifier}`,
      group: "commands",
      icon: <IconPlus {...icon} />,
      title: t("catalog.create", { what: inSentence(titleOf(one)) }),
      run: () => void navigate({ to: "/catalog/$blueprint", params: { blueprint: one.identifier }, search: { create: true } }),
    })),
    {
      id: "theme",
      group: "commands",
      icon: <IconContrast {...icon} />,
      title: scheme === "dark" ? t("topbar.toLight") : t("topbar.toDark"),
      run: () => setColorScheme(scheme === "dark" ? "light" : "dark"),
    },
    {
      id: "language",
      group: "commands",
      icon: <IconLanguage {...icon} />,
      title: t("palette.otherLanguage"),
      run: () => void changeLanguage(i18n.language === "ko" ? "en" : "ko"),
    },
    { id: "keys", group: "commands", icon: <IconKeyboard {...icon} />, title: t("topbar.keys"), run: onKeys },
  ];
  const needle = typed.trim().toLowerCase();
  const matching = (item: PaletteItem) => needle === "" || item.title.toLowerCase().includes(needle);
  const shownCommands = needle === "" ? commands.slice(0, 4) : commands.filter(matching).slice(0, 8);
  return {
    items: [...(needle ? results : recents), ...pages.filter(matching).slice(0, needle ? 6 : 8), ...shownCommands],
    searching: found.isFetching,
    error: needle ? found.error : null,
  };
}
