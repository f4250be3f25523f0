package dev.slipway.api.registries;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param host host or host:port; null for the kinds that have only one
 * @param project null: for every project of the organization
 * @param user user name; the access key for ECR; null for Google
 * @param password password or token; the secret key for ECR; the JSON key for Google
 * @param repository to be asked for when the credentials are checked, such as {@code team/web}
 */
public record AddRegistry(
    String name,
    RegistryKind kind,
    @Nullable String host,
    @Nullable UUID project,
    @Nullable String user,
    String password,
    @Nullable String repository) {
  @Override
  public String toString() {
    return "AddRegistry[" + name + ", " + kind + ", " + host + "]";
  }
}
