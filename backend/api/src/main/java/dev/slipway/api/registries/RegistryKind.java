package dev.slipway.api.registries;

/** Whose registry it is: decides what the credentials are called and how a password is had. */
public enum RegistryKind {
  DOCKER_HUB,
  GHCR,
  /** Amazon: access key and secret key, traded for a password of twelve hours. */
  ECR,
  ACR,
  /** Google: Artifact Registry and what is left of Container Registry, with a JSON key. */
  GOOGLE,
  HARBOR,
  /** Any other that speaks version 2 of the registry's protocol. */
  OTHER
}
