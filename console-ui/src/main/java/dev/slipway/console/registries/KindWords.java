package dev.slipway.console.registries;

import dev.slipway.api.registries.RegistryKind;

/**
 * What a kind of registry is called, and what it calls its credentials.
 *
 * @param host placeholder of the host; empty when the kind has only one
 * @param hint where the credentials come from
 */
record KindWords(String name, String host, String user, String password, String hint) {
  static KindWords of(RegistryKind kind) {
    return switch (kind) {
      case DOCKER_HUB ->
          new KindWords(
              "Docker Hub",
              "",
              "User name",
              "Access token",
              "Make a token at Docker Hub under Account settings, Personal access tokens. Read is enough for pulling.");
      case GHCR ->
          new KindWords(
              "GitHub (ghcr.io)",
              "",
              "User name",
              "Access token",
              "A classic personal access token with read:packages, and write:packages to push.");
      case ECR ->
          new KindWords(
              "Amazon ECR",
              "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
              "Access key ID",
              "Secret access key",
              "Keys of an IAM user that may call ecr:GetAuthorizationToken. Slipway trades them for passwords of twelve hours.");
      case ACR ->
          new KindWords(
              "Azure (ACR)",
              "name.azurecr.io",
              "Application ID or token name",
              "Password",
              "A service principal with the role AcrPull or AcrPush, or a token of the registry.");
      case GOOGLE ->
          new KindWords(
              "Google (Artifact Registry)",
              "europe-docker.pkg.dev",
              "",
              "JSON key",
              "The JSON key of a service account with the role Artifact Registry Reader or Writer.");
      case HARBOR ->
          new KindWords(
              "Harbor",
              "harbor.example.com",
              "User or robot",
              "Password or robot secret",
              "Best a robot account of the project, whose name begins with robot$.");
      case OTHER ->
          new KindWords(
              "Another registry",
              "registry.example.com",
              "User name",
              "Password or token",
              "Anything that speaks version 2 of the registry protocol, such as GitLab, Quay, Gitea or Nexus.");
    };
  }

  boolean oneHost() {
    return host.isEmpty();
  }
}
