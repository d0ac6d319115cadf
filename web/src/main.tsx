import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@/styles/tokens.css";
import "@/styles/base.css";
import "@/styles/mantine.css";
import "@/styles/components.css";
import "@/styles/frame.css";
import { App } from "@/app/App";
import { startLanguage } from "@/lib/i18n";

await startLanguage();
createRoot(document.getElementById("root")!).render(<App />);
