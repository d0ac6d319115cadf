import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "@/messages/en.json";

export type Language = "en" | "ko";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

const kept = "fairway.language";

export function chosenLanguage(): Language {
  const stored = localStorage.getItem(kept);
  if (stored === "en" || stored === "ko") return stored;
  return navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en";
}

async function load(language: Language) {
  if (language === "en" || i18next.hasResourceBundle(language, "translation")) return;
  const [messages] = await Promise.all([
    import("@/messages/ko.json"),
    import("pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css"),
  ]);
  i18next.addResourceBundle(language, "translation", messages.default);
}

export async function changeLanguage(language: Language) {
  await load(language);
  localStorage.setItem(kept, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export async function startLanguage() {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  const language = chosenLanguage();
  if (language !== "en") await changeLanguage(language);
}
