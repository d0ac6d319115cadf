import { useDisclosure } from "@mantine/hooks";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalogFreshness } from "@/lib/useCatalogFreshness";
import { useIsAdmin } from "@/lib/session";
import { useKept } from "@/lib/useKept";
import { Announcement } from "./Announcement";
import { usePageKeys } from "./keys";
import type { Jump } from "./keys";
import { Navigation } from "./Navigation";
import { TopBar } from "./TopBar";

const loadPalette = () => import("./Palette");
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));
const NavigationDrawer = lazy(() => import("./NavigationDrawer").then((module) => ({ default: module.NavigationDrawer })));
const KeysHelp = lazy(() => import("./KeysHelp").then((module) => ({ default: module.KeysHelp })));

const places: Record<Jump, "/" | "/catalog" | "/self-service" | "/resources" | "/repositories" | "/deliveries" | "/approvals" | "/audit" | "/builder"> = {
  h: "/",
  c: "/catalog",
  s: "/self-service",
  r: "/resources",
  o: "/repositories",
  d: "/deliveries",
  p: "/approvals",
  a: "/audit",
  b: "/builder",
};

export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const admin = useIsAdmin();
  const [narrow, setNarrow] = useKept("nav.narrow", false);
  const [drawer, drawerControl] = useDisclosure(false);
  const [overlay, setOverlay] = useState<"palette" | "keys" | null>(null);
  const main = useRef<HTMLElement>(null);
  useCatalogFreshness();
  usePageKeys({
    onPalette: () => setOverlay("palette"),
    onHelp: () => setOverlay("keys"),
    onCollapse: () => setNarrow(!narrow),
    onJump: (key) => (key === "b" && !admin ? undefined : void navigate({ to: places[key] })),
  });
  useEffect(() => {
    // Loaded while nothing else happens, so that no key typed after Ctrl-K is lost.
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  const { close } = drawerControl;
  useEffect(() => {
    close();
    main.current?.scrollTo(0, 0);
  }, [pathname, close]);

  return (
    <div className={`app${narrow ? " narrow" : ""}`}>
      <a className="skip" href="#main">
        {t("nav.skip")}
      </a>
      <div className="nav">
        <Navigation narrow={narrow} onToggle={() => setNarrow(!narrow)} />
      </div>
      <TopBar onMenu={drawerControl.open} onSearch={() => setOverlay("palette")} onKeys={() => setOverlay("keys")} />
      <main id="main" ref={main} tabIndex={-1}>
        <Announcement />
        <Outlet />
      </main>
      <Suspense fallback={null}>
        {drawer ? <NavigationDrawer onClose={close} /> : null}
        {overlay === "palette" ? <Palette onClose={() => setOverlay(null)} onKeys={() => setOverlay("keys")} /> : null}
        {overlay === "keys" ? <KeysHelp onClose={() => setOverlay(null)} /> : null}
      </Suspense>
    </div>
  );
}
