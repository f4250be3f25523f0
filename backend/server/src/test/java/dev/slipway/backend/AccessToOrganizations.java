package dev.slipway.backend;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.AUDIT_READ;
import static dev.slipway.backend.security.Permission.EVENTS_READ;
import static dev.slipway.backend.security.Permission.IMAGES_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;
import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_WRITE;
import static dev.slipway.backend.security.Permission.PROJECTS_READ;
import static dev.slipway.backend.security.Permission.PROJECTS_WRITE;
import static dev.slipway.backend.security.Permission.REGISTRIES_READ;
import static dev.slipway.backend.security.Permission.REGISTRIES_WRITE;

import dev.slipway.backend.AccessRow.For;

/** Addresses of people, organizations and what is theirs. */
final class AccessToOrganizations extends AccessRows {
  AccessToOrganizations() {
    anyone("GET /api/v1/setup");
    anyone("POST /api/v1/setup", "{}");

    signedIn("GET /api/v1/me");
    signedIn("PATCH /api/v1/me", "{\"name\": \"Ada\"}");
    signedIn("GET /api/v1/me/sign-ins");
    signedIn("DELETE /api/v1/me/sign-ins");
    signedIn("DELETE /api/v1/me/sign-ins/{signIn}");
    signedIn("GET /api/v1/token-scopes");
    signedIn("GET /api/v1/schedules");

    signedIn("POST /api/v1/organizations", "{\"slug\": \"0\", \"name\": \"Refused\"}");
    needs(ORGANIZATION_READ, "GET /api/v1/organizations/{organization}");
    needs(
        ORGANIZATION_WRITE, "PATCH /api/v1/organizations/{organization}", "{\"name\": \"Stolen\"}");
    needs(ORGANIZATION_WRITE, "DELETE /api/v1/organizations/{organization}");
    needs(MEMBERS_READ, "GET /api/v1/organizations/{organization}/members");
    needs(
        MEMBERS_WRITE,
        "PATCH /api/v1/organizations/{organization}/members/{person}",
        "{\"role\": \"VIEWER\"}");
    needs(MEMBERS_WRITE, "DELETE /api/v1/organizations/{organization}/members/{person}");
    needs(MEMBERS_READ, "GET /api/v1/organizations/{organization}/invitations");
    needs(
        MEMBERS_WRITE,
        "POST /api/v1/organizations/{organization}/invitations",
        "{\"role\": \"VIEWER\"}");
    needs(MEMBERS_WRITE, "DELETE /api/v1/organizations/{organization}/invitations/{invitation}");
    anyone("POST /api/v1/invitations/look", "{\"code\": \"none\"}");
    signedIn("POST /api/v1/invitations/accept", "{\"code\": \"none\"}");
    anyone("POST /api/v1/invitations/join", "{}");

    people("GET /api/v1/me/factors", null);
    people("PUT /api/v1/me/password", "{\"next\": \"a stolen passphrase\"}");
    people("POST /api/v1/me/totp", null);
    people("POST /api/v1/me/totp/confirm", "{\"code\": \"000000\"}");
    people("DELETE /api/v1/me/totp", null);
    people("POST /api/v1/me/recovery-codes", null);
    people("POST /api/v1/me/proofs", "{\"password\": \"a stolen passphrase\"}");
    people("POST /api/v1/me/passkeys/options", null);
    people("POST /api/v1/me/passkeys", "{\"name\": \"stolen\", \"credential\": \"{}\"}");
    people("PATCH /api/v1/me/passkeys/{passkey}", "{\"name\": \"stolen\"}");
    people("DELETE /api/v1/me/passkeys/{passkey}", null);
    anyone("POST /api/v1/sign-in/passkey-options");
    anyone("GET /api/v1/sign-in/single-sign-on/{slug}");

    String connections = "/api/v1/organizations/{organization}/single-sign-on";
    needs(ORGANIZATION_READ, "GET " + connections);
    needs(ORGANIZATION_WRITE, "POST " + connections, AccessTable.CONNECTION);
    needs(ORGANIZATION_WRITE, "PUT " + connections + "/{connection}", AccessTable.CONNECTION);
    needs(ORGANIZATION_WRITE, "DELETE " + connections + "/{connection}");
    needs(ORGANIZATION_WRITE, "POST " + connections + "/{connection}/check");
    own("POST " + connections + "/{connection}/connect", ORGANIZATION_READ);

    own("GET /api/v1/organizations/{organization}/tokens", ORGANIZATION_READ);
    own(
        "POST /api/v1/organizations/{organization}/tokens",
        ORGANIZATION_READ,
        "{\"name\": \"ci\"}");
    own("DELETE /api/v1/organizations/{organization}/tokens/{token}", ORGANIZATION_READ);

    all.add(
        new AccessRow(
            "GET /api/v1/organizations/{organization}/quota",
            For.MEMBERS_AND_OPERATORS,
            ORGANIZATION_READ,
            null));
    operators("PUT /api/v1/organizations/{organization}/quota", "{}");
    needs(ORGANIZATION_READ, "GET /api/v1/organizations/{organization}/usage");
    needs(REGISTRIES_READ, "GET /api/v1/organizations/{organization}/registries");
    needs(
        REGISTRIES_WRITE,
        "POST /api/v1/organizations/{organization}/registries",
        "{\"name\": \"stolen\", \"kind\": \"GHCR\", \"user\": \"x\", \"password\": \"x\"}");
    needs(REGISTRIES_READ, "GET /api/v1/organizations/{organization}/registries/{registry}");
    needs(
        IMAGES_READ, "GET /api/v1/organizations/{organization}/registries/{registry}/repositories");
    needs(IMAGES_READ, "GET /api/v1/organizations/{organization}/registries/{registry}/tags");
    needs(
        REGISTRIES_WRITE,
        "PATCH /api/v1/organizations/{organization}/registries/{registry}",
        "{\"name\": \"stolen\"}");
    needs(
        REGISTRIES_WRITE, "POST /api/v1/organizations/{organization}/registries/{registry}/check");
    needs(REGISTRIES_WRITE, "DELETE /api/v1/organizations/{organization}/registries/{registry}");

    needs(EVENTS_READ, "GET /api/v1/organizations/{organization}/events");
    needs(EVENTS_READ, "GET /api/v1/organizations/{organization}/changes");
    needs(AUDIT_READ, "GET /api/v1/organizations/{organization}/audit");
    needs(AUDIT_READ, "GET /api/v1/organizations/{organization}/audit/export");
    needs(AUDIT_READ, "GET /api/v1/organizations/{organization}/audit/verification");
    needs(PROJECTS_READ, "GET /api/v1/organizations/{organization}/projects");
    needs(
        PROJECTS_WRITE,
        "POST /api/v1/organizations/{organization}/projects",
        "{\"slug\": \"stolen\"}");
    needs(APPS_READ, "GET /api/v1/organizations/{organization}/apps");
  }
}
