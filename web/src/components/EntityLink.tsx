import { Link } from "@tanstack/react-router";

type Props = { blueprint: string; identifier: string; title?: string | null | undefined; quiet?: boolean };

export function EntityLink({ blueprint, identifier, title, quiet }: Props) {
  return (
    <Link
      to="/catalog/$blueprint/$entity"
      params={{ blueprint, entity: identifier }}
      className="link"
      title={identifier}
      tabIndex={quiet ? -1 : undefined}
    >
      {title || identifier}
    </Link>
  );
}
