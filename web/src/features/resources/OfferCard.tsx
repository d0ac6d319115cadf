import { Button } from "@mantine/core";
import { IconPlugConnected } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ResourceOffer } from "@/api/resources";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { money } from "@/lib/amounts";
import classes from "./Offers.module.css";

/** In which environments and regions a type can be had; what all environments share is said once. */
function Places({ places }: Pick<ResourceOffer, "places">) {
  const [first] = places;
  const isSame = places.every((one) => one.regions.join() === first?.regions.join());
  if (isSame) {
    return (
      <>
        <dd>{places.map((one) => one.environment).join(", ")}</dd>
        <dd className="small quiet">{first?.regions.join(", ")}</dd>
      </>
    );
  }
  return places.map((one) => (
    <dd key={one.environment}>
      {one.environment} <span className="small quiet">{one.regions.join(", ")}</span>
    </dd>
  ));
}

/** One type with what is known before it is asked for. */
export function OfferCard({ offer }: { offer: ResourceOffer }) {
  const { t } = useTranslation();
  const isPossible = offer.places.length > 0;
  return (
    <li className={`card ${classes["offer"]}`}>
      <div className="row" style={{ flexWrap: "nowrap" }}>
        <span className="crest">
          <BlueprintIcon name={offer.icon} fallback={offer.kind} size={20} />
        </span>
        <h3 className={classes["title"]}>{offer.title}</h3>
        {offer.mine > 0 ? (
          <Link className="badge push" to="/resources" search={{ type: offer.type }}>
            {t("offers.mine", { count: offer.mine })}
          </Link>
        ) : null}
      </div>
      <p className="muted">{offer.description}</p>
      {isPossible ? (
        <dl className={classes["facts"]}>
          <div>
            <dt>{t("offers.where")}</dt>
            <Places places={offer.places} />
          </div>
          <div>
            <dt>{t("offers.price")}</dt>
            <dd>{offer.monthly !== null && offer.currency ? t("offers.from", { amount: money(offer.monthly, offer.currency) }) : t("offers.noPrice")}</dd>
          </div>
        </dl>
      ) : (
        <p className="small quiet">
          {offer.missing.length > 0 ? t("offers.needsKinds", { kinds: offer.missing.join(", ") }) : t("offers.needs", { kind: offer.kind })}
        </p>
      )}
      {isPossible ? (
        <Button renderRoot={(props) => <Link {...props} to="/self-service/$action" params={{ action: "create_resource" }} search={{ set: { type: offer.type } }} />} aria-label={t("offers.askNamed", { title: offer.title })}>
          {t("offers.ask")}
        </Button>
      ) : (
        <Button component={Link} to="/builder/resources/servers" leftSection={<IconPlugConnected size={16} stroke={1.5} />} aria-label={t("offers.connectFor", { title: offer.title })}>
          {t("servers.connect")}
        </Button>
      )}
    </li>
  );
}
