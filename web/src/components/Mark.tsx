/** Two lines of a channel between two buoys. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" aria-hidden="true">
      <path d="M5.5 17.5C5.5 11 8.6 9.4 8.6 2.5M14.5 17.5C14.5 11 11.4 9.4 11.4 2.5" />
      <circle cx="2.2" cy="13" r="1.4" fill="currentColor" stroke="none" />
      <circle cx="17.8" cy="9" r="1.4" fill="currentColor" stroke="none" />
    </svg>
  );
}
