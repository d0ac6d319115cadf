import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { explain } from "@/lib/errors";

const closeButton = () => ({ closeButtonProps: { "aria-label": i18next.t("common.close") } });

export function say(message: string) {
  notifications.show({ message, color: "fairway", withBorder: false, autoClose: 4000, ...closeButton() });
}

export function sayError(error: unknown) {
  notifications.show({ title: i18next.t("error.title"), message: explain(error), color: "red", autoClose: 8000, ...closeButton() });
}

/** A toast that offers to take back what was done. */
export function sayWithUndo(message: string, undo: () => void) {
  const id = notifications.show({
    message: (
      <span className="row">
        <span>{message}</span>
        <button
          type="button"
          className="link-button push"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {i18next.t("common.undo")}
        </button>
      </span>
    ),
    color: "fairway",
    autoClose: 10_000,
    ...closeButton(),
  });
}
