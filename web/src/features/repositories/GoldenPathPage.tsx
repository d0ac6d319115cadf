import { GoldenCards } from "@/components/golden/GoldenCards";
import { placeHere } from "@/components/golden/place";
import { EmptyRepository } from "./EmptyRepository";
import { useRepository } from "./useRepository";

/** How a repository stands to the golden path. */
export function GoldenPathPage() {
  const repository = useRepository();
  if (repository.pushedAt === null) return <EmptyRepository repository={repository} />;
  return <GoldenCards place={placeHere(repository)} />;
}
