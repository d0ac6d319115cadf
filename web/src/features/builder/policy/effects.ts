import { IconAlertTriangle, IconCircleX, IconClock } from "@tabler/icons-react";

export const effects = {
  DENY: { tone: "bad", Icon: IconCircleX },
  REQUIRE_APPROVAL: { tone: "warn", Icon: IconClock },
  WARN: { tone: "info", Icon: IconAlertTriangle },
} as const;
