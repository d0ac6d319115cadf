/** Text in which terminals mark colours, as parts with a tone of ours. */
export type Tone = "bad" | "good" | "warn" | "info" | "quiet" | "strong";

const tones: Record<string, Tone | undefined> = { "1": "strong", "31": "bad", "91": "bad", "32": "good", "92": "good", "33": "warn", "93": "warn", "34": "info", "94": "info", "36": "info", "96": "info", "90": "quiet", "2": "quiet" };

const mark = /\u001b\[([0-9;]*)([A-Za-z])/g;

export function coloured(text: string): { text: string; tone: Tone | undefined }[] {
  const parts: { text: string; tone: Tone | undefined }[] = [];
  let from = 0;
  let tone: Tone | undefined;
  for (const found of text.matchAll(mark)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), tone });
    from = found.index + found[0].length;
    if (found[2] !== "m") continue;
    for (const code of (found[1] || "0").split(";")) tone = code === "0" || code === "" || code === "39" ? undefined : (tones[code] ?? tone);
  }
  if (from < text.length) parts.push({ text: text.slice(from), tone });
  return parts;
}
