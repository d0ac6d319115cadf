import { call, path } from "./client";
import type { Credential, Organization, OutboundNetwork, PersonalToken, Secret, Team, User } from "./types";

export type Invitee = { email: string; roles: string[]; teams: string[]; firstName?: string; lastName?: string };

export async function listUsers() {
  return (await call<{ users: User[] }>("/users")).users;
}

export function inviteUser(invitee: Invitee) {
  return call<{ user: User; temporaryPassword?: string }>("/users/invite", { method: "POST", body: { invitee } });
}

export function patchUser(email: string, change: Partial<User>) {
  return call(path`/users/${email}`, { method: "PATCH", body: change });
}

export function deleteUser(email: string) {
  return call(path`/users/${email}`, { method: "DELETE" });
}

export async function listTeams() {
  return (await call<{ teams: Team[] }>("/teams")).teams;
}

export function createTeam(team: { name: string; description?: string; users: string[] }) {
  return call("/teams", { method: "POST", body: team });
}

export function replaceTeam(name: string, team: { name: string; description?: string; users: string[] }) {
  return call(path`/teams/${name}`, { method: "PUT", body: team });
}

export function deleteTeam(name: string) {
  return call(path`/teams/${name}`, { method: "DELETE" });
}

export async function listCredentials() {
  return (await call<{ credentials: Credential[] }>("/credentials")).credentials;
}

export function createCredential(body: { name: string; role: string; teams?: string[] }) {
  return call<{ credential: Credential; clientSecret: string }>("/credentials", { method: "POST", body });
}

export function rotateCredential(clientId: string) {
  return call<{ clientSecret: string }>(path`/credentials/${clientId}/rotate`, { method: "POST", body: {} });
}

export function deleteCredential(clientId: string) {
  return call(path`/credentials/${clientId}`, { method: "DELETE" });
}

export async function listTokens() {
  return (await call<{ tokens: PersonalToken[] }>("/tokens")).tokens;
}

export function createToken(body: { name: string; expiresInDays: number }) {
  return call<{ token: PersonalToken; value: string }>("/tokens", { method: "POST", body });
}

export function deleteToken(id: string) {
  return call(path`/tokens/${id}`, { method: "DELETE" });
}

export async function listSecrets() {
  return (await call<{ secrets: Secret[] }>("/organization/secrets")).secrets;
}

export function createSecret(body: { secretName: string; secretValue: string; description?: string }) {
  return call("/organization/secrets", { method: "POST", body });
}

export function patchSecret(name: string, body: { secretValue?: string; description?: string }) {
  return call(path`/organization/secrets/${name}`, { method: "PATCH", body });
}

export function deleteSecret(name: string) {
  return call(path`/organization/secrets/${name}`, { method: "DELETE" });
}

/** Those that were allowed here, and those that the operator's setting names. */
export function listNetworks() {
  return call<{ networks: OutboundNetwork[]; setting: string[] }>("/organization/outbound-networks");
}

export function allowNetwork(body: { network: string; reason: string }) {
  return call("/organization/outbound-networks", { method: "POST", body });
}

export function forbidNetwork(network: string) {
  return call(path`/organization/outbound-networks/${network}`, { method: "DELETE" });
}

export async function readOrganization() {
  return (await call<{ organization: Organization }>("/organization")).organization;
}

export function patchOrganization(change: Partial<Organization>) {
  return call("/organization", { method: "PATCH", body: change });
}
