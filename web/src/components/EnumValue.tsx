import { IconAlertTriangle, IconCircleCheck, IconCircleFilled, IconCircleX, IconProgress } from "@tabler/icons-react";
import type { ReactNode } from "react";

type Tone = "good" | "warn" | "bad" | "info" | "plain";

const tones: Record<string, Tone> = {
  green: "good",
  lime: "good",
  yellow: "warn",
  orange: "warn",
  red: "bad",
  blue: "info",
  turquoise: "info",
};

const marks: Record<Tone, ReactNode> = {
  good: <IconCircleCheck size={16} stroke={1.5} aria-hidden="true" />,
  warn: <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />,
  bad: <IconCircleX size={16} stroke={1.5} aria-hidden="true" />,
  info: <IconProgress size={16} stroke={1.5} aria-hidden="true" />,
  plain: <IconCircleFilled size={8} color="var(--line-strong)" aria-hidden="true" />,
};

/** Colours say a state only where the word does; a language or a tier gets a dot. */
const states =
  /^(un)?(healthy|ok|good|pass|success|succe|complete|done|active|invited|deploy|running|ready|up$|down$|degrad|warn|fail|error|critical|high|medium|low|incident|firing|open|resolved|closed|progress|pending|cancel|stop|block|expired|synced|graduated|incubating|sandbox|archived)/i;

type Props = { value: string | number; color?: string | undefined; badge?: boolean };

/** A value with a colour: an icon and a word, so that the colour never stands alone. */
export function EnumValue({ value, color, badge }: Props) {
  if (!color) return <>{String(value)}</>;
  const tone = tones[color] ?? "plain";
  if (!states.test(String(value))) {
    const dot = <IconCircleFilled size={8} color={tone === "plain" ? "var(--line-strong)" : `var(--${tone})`} aria-hidden="true" />;
    return (
      <span className={badge ? "badge" : "state"}>
        {dot}
        <span className="cut">{String(value)}</span>
      </span>
    );
  }
  if (badge) {
    return (
      <span className={`badge ${tone}`}>
        {tone === "plain" ? null : marks[tone]}
        {String(value)}
      </span>
    );
  }
  return (
    <span className={`state ${tone}`}>
      {marks[tone]}
      <span className="cut">{String(value)}</span>
    </span>
  );
}
