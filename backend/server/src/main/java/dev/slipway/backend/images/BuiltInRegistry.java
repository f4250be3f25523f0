package dev.slipway.backend.images;

/** The platform's own registry, asked by the platform. */
public interface BuiltInRegistry {
  /**
   * @param reference a tag or a digest
   * @throws RegistryRefused image-not-found or registry-unreachable
   */
  Manifest manifest(String repository, String reference) throws RegistryRefused;
}
