import { IconRocket } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listDeliveries } from "@/api/deliveries";

/** Leads to where a service is delivered, and says what runs there; nothing where it is not delivered. */
export function DeliveryLink({ service }: { service: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["deliveries", "named", service], queryFn: ({ signal }) => listDeliveries({ name: service }, undefined, signal, 1), staleTime: 30_000 });
  const found = data?.services[0];
  if (!found) return null;
  const running = found.places.flatMap(({ environment, live }) => (live ? [`${environment} ${live}`] : []));
  return (
    <Link to="/deliveries/$service" params={{ service }} className="link">
      <IconRocket size={14} stroke={1.5} aria-hidden="true" />
      {[t("entity.deliveries"), ...running].join(" · ")}
    </Link>
  );
}
