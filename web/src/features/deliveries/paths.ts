const unescaped = (segment: string) => segment.replaceAll("~1", "/").replaceAll("~0", "~");

/** The names on the way to a value that a JSON pointer leads to. */
export const segmentsOf = (pointer: string) => pointer.split("/").slice(1).map(unescaped);

/** As one writes it in a sentence: image.tag. */
export const dotted = (pointer: string) => segmentsOf(pointer).join(".");
