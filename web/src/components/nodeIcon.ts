import { IconArrowsSplit2, IconBolt, IconBroadcast, IconBrandGithub, IconBrandGitlab, IconClock, IconClockHour4, IconDatabaseEdit, IconGitMerge, IconHourglass, IconMessageQuestion, IconPlayerPlay, IconPlugConnected, IconQuestionMark, IconRoute, IconSend, IconTerminal2, IconWebhook } from "@tabler/icons-react";

const icons: Record<string, typeof IconBolt> = {
  SELF_SERVE_TRIGGER: IconBolt,
  EVENT_TRIGGER: IconBroadcast,
  SCHEDULE_TRIGGER: IconClock,
  WEBHOOK: IconWebhook,
  UPSERT_ENTITY: IconDatabaseEdit,
  INTEGRATION_ACTION: IconPlugConnected,
  KAFKA: IconSend,
  GITHUB: IconBrandGithub,
  GITLAB: IconBrandGitlab,
  SCRIPT: IconTerminal2,
  ACTION: IconPlayerPlay,
  CONDITION: IconRoute,
  PARALLEL: IconArrowsSplit2,
  JOIN: IconGitMerge,
  INPUT: IconMessageQuestion,
  TIMER: IconClockHour4,
  CALLBACK: IconHourglass,
};

/** The icon of a type of nodes. */
export const nodeIcon = (type: string) => icons[type] ?? IconQuestionMark;
