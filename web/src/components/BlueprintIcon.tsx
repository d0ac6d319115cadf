import {
  IconActivity, IconAdjustments, IconAlertTriangle, IconApi, IconArchive, IconArrowsDiagonal, IconArrowsUpDown, IconBell, IconBolt, IconBox, IconBrandAws, IconBrandDocker, IconBrandGithub,
  IconBrandGolang, IconBrandNodejs, IconBrandPython, IconBrandReact, IconBrandSlack, IconBug, IconBuilding, IconCategory,
  IconClock, IconCloud, IconCode, IconCoffee, IconCpu, IconCube, IconDatabase, IconFolder, IconGitBranch, IconGitCommit,
  IconGitPullRequest, IconGlobe, IconKey, IconLayersLinked, IconLink, IconLock, IconMessage, IconNetwork, IconPackage,
  IconPlayerPause, IconPlayerPlay, IconRefresh, IconRestore, IconRocket, IconServer, IconShield, IconShoppingCart, IconStack2, IconTag, IconTopologyStar3, IconTrash, IconUpload, IconUser,
  IconUsers, IconWorld,
} from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";

/** Words that occur in icon names of blueprints, in the order in which they are looked for. */
const icons: [string, Icon][] = [
  ["trash", IconTrash], ["pause", IconPlayerPause], ["play", IconPlayerPlay], ["scale", IconArrowsDiagonal], ["settings", IconAdjustments], ["restore", IconRestore], ["refresh", IconRefresh], ["archive", IconArchive], ["arrows", IconArrowsUpDown], ["cart", IconShoppingCart], ["shop", IconShoppingCart], ["github", IconBrandGithub], ["aws", IconBrandAws],
  ["docker", IconBrandDocker], ["golang", IconBrandGolang], ["node", IconBrandNodejs], ["python", IconBrandPython],
  ["react", IconBrandReact], ["java", IconCoffee], ["slack", IconBrandSlack], ["pull", IconGitPullRequest],
  ["commit", IconGitCommit], ["branch", IconGitBranch], ["git", IconGitBranch], ["repo", IconGitBranch],
  ["deploy", IconUpload], ["rocket", IconRocket], ["release", IconRocket], ["microservice", IconBox], ["service", IconBox],
  ["running", IconActivity], ["environment", IconStack2], ["cluster", IconTopologyStar3], ["k8s", IconTopologyStar3],
  ["kubernetes", IconTopologyStar3], ["database", IconDatabase], ["redis", IconDatabase], ["postgres", IconDatabase],
  ["alert", IconBell], ["alarm", IconBell], ["incident", IconAlertTriangle], ["misconfig", IconAlertTriangle],
  ["warning", IconAlertTriangle], ["bug", IconBug], ["domain", IconWorld], ["globe", IconGlobe], ["web", IconWorld],
  ["team", IconUsers], ["users", IconUsers], ["user", IconUser], ["person", IconUser], ["api", IconApi], ["key", IconKey],
  ["secret", IconLock], ["lock", IconLock], ["shield", IconShield], ["security", IconShield], ["policy", IconShield],
  ["package", IconPackage], ["library", IconPackage], ["product", IconPackage], ["component", IconCube], ["server", IconServer],
  ["host", IconServer], ["cpu", IconCpu], ["machine", IconCpu], ["network", IconNetwork], ["topic", IconMessage],
  ["queue", IconMessage], ["kafka", IconMessage], ["category", IconCategory], ["folder", IconFolder], ["system", IconLayersLinked],
  ["cloud", IconCloud], ["code", IconCode], ["language", IconCode], ["tag", IconTag], ["link", IconLink], ["clock", IconClock],
  ["organization", IconBuilding], ["company", IconBuilding], ["bolt", IconBolt], ["function", IconBolt],
];

type Props = { name?: string | null | undefined; fallback?: string | undefined; size?: number };

export function BlueprintIcon({ name, fallback, size = 16 }: Props) {
  const find = (text: string) => icons.find(([word]) => text.toLowerCase().includes(word))?.[1];
  const Found = (name ? find(name) : undefined) ?? (fallback ? find(fallback) : undefined) ?? IconCube;
  return <Found size={size} stroke={1.5} aria-hidden="true" />;
}
