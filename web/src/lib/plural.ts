import i18next from "i18next";

const alone: Record<string, string> = { person: "people", child: "children", index: "indexes", quiz: "quizzes" };

/** Words that mean several already, or are not counted. */
const asTheyAre = /(^|\b)(data|metadata|software|hardware|infrastructure|equipment|information|feedback|staff|people|series|news|kubernetes)$/i;

function several(word: string): string {
  const known = alone[word.toLowerCase()];
  if (known) return word.charAt(0) === known.charAt(0) ? known : known.charAt(0).toUpperCase() + known.slice(1);
  if (asTheyAre.test(word)) return word;
  if (/^[A-Z0-9]+$/.test(word)) return /S$/.test(word) ? word : `${word}s`;
  if (/(sis)$/i.test(word)) return word.replace(/is$/i, "es");
  if (/(ss|us|as|x|z|ch|sh)$/i.test(word)) return `${word}es`;
  if (/s$/i.test(word)) return word;
  if (/[^aeiou]y$/i.test(word)) return word.replace(/y$/i, "ies");
  return `${word}s`;
}

/** "CI job" becomes "CI jobs"; what does not end in an English word stays, and other languages need no plural. */
export function pluralOf(title: string, language = i18next.language): string {
  if (language !== "en") return title;
  return title.replace(/[A-Za-z]+$/, several);
}

/** The form of a noun that goes with a number in the language of the page. */
export function counted(count: number, one: string, many: string): string {
  return new Intl.PluralRules(i18next.language).select(count) === "one" ? one : many;
}
