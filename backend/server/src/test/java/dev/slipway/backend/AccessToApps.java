package dev.slipway.backend;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.APPS_WRITE;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;
import static dev.slipway.backend.security.Permission.EVENTS_READ;
import static dev.slipway.backend.security.Permission.IMAGES_READ;
import static dev.slipway.backend.security.Permission.IMAGES_WRITE;
import static dev.slipway.backend.security.Permission.LOGS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;
import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_WRITE;
import static dev.slipway.backend.security.Permission.PROJECTS_READ;
import static dev.slipway.backend.security.Permission.PROJECTS_WRITE;
import static dev.slipway.backend.security.Permission.ROUTES_READ;
import static dev.slipway.backend.security.Permission.ROUTES_WRITE;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;
import static dev.slipway.backend.security.Permission.TERMINAL_OPEN;
import static dev.slipway.backend.security.Permission.WEBHOOKS_READ;
import static dev.slipway.backend.security.Permission.WEBHOOKS_WRITE;

/** Addresses of projects, what runs in them, and the platform below. */
final class AccessToApps extends AccessRows {
  AccessToApps() {
    needs(PROJECTS_READ, "GET /api/v1/projects/{project}");
    needs(PROJECTS_WRITE, "DELETE /api/v1/projects/{project}");
    needs(PROJECTS_WRITE, "POST /api/v1/projects/{project}/environments", "{\"slug\": \"stolen\"}");
    needs(APPS_READ, "GET /api/v1/projects/{project}/apps");
    needs(PROJECTS_READ, "GET /api/v1/projects/{project}/rights");
    needs(MEMBERS_READ, "GET /api/v1/projects/{project}/access");
    needs(
        MEMBERS_WRITE,
        "PUT /api/v1/projects/{project}/access/{person}",
        "{\"role\": \"DEPLOYER\"}");
    needs(MEMBERS_WRITE, "DELETE /api/v1/projects/{project}/access/{person}");
    needs(PROJECTS_READ, "GET /api/v1/environments/{environment}/rights");
    needs(MEMBERS_WRITE, "PUT /api/v1/environments/{environment}/protection", "{\"roles\": []}");
    needs(IMAGES_READ, "GET /api/v1/projects/{project}/images");
    needs(IMAGES_READ, "GET /api/v1/projects/{project}/images/tags");
    needs(IMAGES_READ, "GET /api/v1/projects/{project}/images/storage");
    needs(IMAGES_WRITE, "DELETE /api/v1/projects/{project}/images");

    needs(
        APPS_WRITE,
        "POST /api/v1/environments/{environment}/apps",
        "{\"slug\": \"stolen\", \"kind\": \"WEB\"}");
    needs(APPS_READ, "POST /api/v1/environments/{environment}/placement", "{}");
    needs(APPS_READ, "GET /api/v1/environments/{environment}/volumes");
    needs(
        APPS_WRITE,
        "POST /api/v1/environments/{environment}/volumes",
        "{\"name\": \"stolen\", \"sizeBytes\": 16777216}");
    needs(APPS_READ, "GET /api/v1/volumes/{volume}");
    needs(APPS_WRITE, "PATCH /api/v1/volumes/{volume}", "{\"sizeBytes\": 33554432}");
    needs(APPS_WRITE, "DELETE /api/v1/volumes/{volume}");
    needs(APPS_READ, "GET /api/v1/apps/{app}");
    needs(APPS_READ, "GET /api/v1/apps/{app}/usage");
    needs(APPS_READ, "GET /api/v1/apps/{app}/autoscaling");
    needs(APPS_WRITE, "PATCH /api/v1/apps/{app}", "{\"replicas\": 3}");
    needs(APPS_WRITE, "DELETE /api/v1/apps/{app}");
    needs(APPS_WRITE, "POST /api/v1/apps/{app}/stop");
    needs(APPS_WRITE, "POST /api/v1/apps/{app}/start");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/pause");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/resume");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/pods/{pod}/restart");
    needs(APPS_WRITE, "POST /api/v1/apps/{app}/pods/{pod}/stop");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/pods/{pod}/pause");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/pods/{pod}/resume");
    needs(APPS_READ, "GET /api/v1/apps/{app}/rights");
    needs(APPS_READ, "GET /api/v1/apps/{app}/pods");
    needs(APPS_READ, "POST /api/v1/apps/{app}/placement", "{}");
    needs(TERMINAL_OPEN, "POST /api/v1/apps/{app}/pods/{pod}/terminal");
    ticket("GET /api/v1/terminals");
    needs(APPS_READ, "GET /api/v1/apps/{app}/revisions");
    needs(EVENTS_READ, "GET /api/v1/apps/{app}/events");
    needs(LOGS_READ, "GET /api/v1/apps/{app}/logs");
    config("organizations/{organization}");
    config("projects/{project}");
    config("environments/{environment}");
    config("apps/{app}");
    deployConfig("organizations/{organization}");
    deployConfig("projects/{project}");
    deployConfig("environments/{environment}");
    needs(ROUTES_READ, "GET /api/v1/apps/{app}/service");
    needs(ROUTES_READ, "GET /api/v1/apps/{app}/routes");
    needs(ROUTES_WRITE, "POST /api/v1/apps/{app}/routes", "{\"host\": \"stolen.apps.localhost\"}");
    needs(ROUTES_WRITE, "DELETE /api/v1/apps/{app}/routes/{route}");

    needs(APPS_READ, "GET /api/v1/organizations/{organization}/git-credentials");
    needs(
        SECRETS_WRITE,
        "POST /api/v1/organizations/{organization}/git-credentials",
        "{\"name\": \"stolen\", \"kind\": \"DEPLOY_KEY\"}");
    needs(
        SECRETS_WRITE,
        "PATCH /api/v1/organizations/{organization}/git-credentials/{credential}",
        "{\"reportsStatus\": false}");
    needs(
        SECRETS_WRITE,
        "POST /api/v1/organizations/{organization}/git-credentials/{credential}/rotate");
    needs(
        SECRETS_WRITE, "DELETE /api/v1/organizations/{organization}/git-credentials/{credential}");
    needs(
        SECRETS_WRITE,
        "POST /api/v1/organizations/{organization}/git-checks",
        "{\"url\": \"https://git.example.org/o/r\"}");
    needs(APPS_READ, "GET /api/v1/organizations/{organization}/git-hosts");
    needs(SECRETS_WRITE, "DELETE /api/v1/organizations/{organization}/git-hosts/{host}");
    needs(APPS_READ, "GET /api/v1/apps/{app}/repository");
    needs(
        SECRETS_WRITE,
        "PUT /api/v1/apps/{app}/repository/credential",
        "{\"kind\": \"DEPLOY_KEY\"}");
    needs(SECRETS_WRITE, "POST /api/v1/apps/{app}/repository/credential/rotate");
    needs(SECRETS_WRITE, "DELETE /api/v1/apps/{app}/repository/credential");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/repository/check");

    needs(WEBHOOKS_READ, "GET /api/v1/apps/{app}/webhooks");
    needs(WEBHOOKS_WRITE, "POST /api/v1/apps/{app}/webhooks");
    needs(WEBHOOKS_WRITE, "DELETE /api/v1/apps/{app}/webhooks/{webhook}");
    needs(WEBHOOKS_WRITE, "PATCH /api/v1/apps/{app}/webhooks/{webhook}", "{}");
    needs(WEBHOOKS_WRITE, "POST /api/v1/apps/{app}/webhooks/{webhook}/rotate");
    needs(WEBHOOKS_READ, "GET /api/v1/apps/{app}/webhooks/deliveries");
    needs(WEBHOOKS_READ, "GET /api/v1/apps/{app}/webhooks/deliveries/{delivery}");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/webhooks/deliveries/{delivery}/replay");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/webhooks/deliveries/{delivery}/approve");
    needs(WEBHOOKS_READ, "GET /api/v1/organizations/{organization}/deliveries");
    needs(APPS_READ, "GET /api/v1/projects/{project}/previews");
    needs(DEPLOYMENTS_WRITE, "DELETE /api/v1/projects/{project}/previews/{preview}");

    needs(DEPLOYMENTS_READ, "GET /api/v1/apps/{app}/deployments");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/deployments", "{\"ref\": \"main\"}");
    needs(DEPLOYMENTS_READ, "GET /api/v1/apps/{app}/runs");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/runs");
    needs(DEPLOYMENTS_READ, "GET /api/v1/runs/{run}");
    needs(DEPLOYMENTS_READ, "GET /api/v1/runs/{run}/pods");
    needs(DEPLOYMENTS_READ, "GET /api/v1/runs/{run}/changes");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/runs/{run}/cancel");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/runs/{run}/suspend");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/runs/{run}/resume");
    needs(DEPLOYMENTS_READ, "GET /api/v1/apps/{app}/schedule");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/schedule/suspend");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/apps/{app}/schedule/resume");
    needs(DEPLOYMENTS_READ, "GET /api/v1/deployments/{deployment}");
    needs(DEPLOYMENTS_WRITE, "POST /api/v1/deployments/{deployment}/cancel");
    needs(DEPLOYMENTS_READ, "GET /api/v1/builds/{build}");
    needs(DEPLOYMENTS_READ, "GET /api/v1/builds/{build}/log");
    needs(DEPLOYMENTS_READ, "GET /api/v1/builds/{build}/log/stream");

    // Machines belong to nobody; where they are, only operators see.
    operators("GET /api/v1/nodes");
    operators("POST /api/v1/nodes/join-tokens");
    operators("GET /api/v1/nodes/{node}");
    operators("PATCH /api/v1/nodes/{node}", "{\"maintenance\": true}");
    operators("POST /api/v1/nodes/{node}/drain", "{}");
    operators("DELETE /api/v1/nodes/{node}/drain");
    operators("DELETE /api/v1/nodes/{node}");
    operators("GET /api/v1/cluster");
    operators("GET /api/v1/events");
    operators("GET /api/v1/nodes/{node}/disk");
    operators("GET /api/v1/operators");
    operators("GET /api/v1/operators/organizations");
    operators("POST /api/v1/operators", "{\"email\": \"eve@example.com\"}");
    operators("DELETE /api/v1/operators/{person}");
    operators("GET /api/v1/audit");
    operators("GET /api/v1/audit/verification");

    needs(ORGANIZATION_READ, "GET /api/v1/organizations/{organization}/keys");
    needs(ORGANIZATION_WRITE, "POST /api/v1/organizations/{organization}/keys/rotation");
    operators("GET /api/v1/platform/keys");
    operators("POST /api/v1/platform/keys/rotation");
  }
}
