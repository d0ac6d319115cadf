import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";

type Props = {
  blueprint: string;
  identifier: string;
  title?: string | null | undefined;
  /** Not a stop of the tab key. */
  quiet?: boolean;
  className?: string;
};

/** A plain link that the router follows: tables have hundreds, and none of them needs to know where the page is. */
export function EntityLink({ blueprint, identifier, title, quiet, className = "link" }: Props) {
  const router = useRouter();
  const address = `/catalog/${encodeURIComponent(blueprint)}/${encodeURIComponent(identifier)}`;
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    router.history.push(address);
  };
  return (
    <a href={address} className={className} title={title || identifier} tabIndex={quiet ? -1 : undefined} onClick={follow}>
      {title || identifier}
    </a>
  );
}
