package dev.slipway.backend.images;

import static java.util.Objects.requireNonNull;

import dev.slipway.backend.images.OutsideRegistryRepository.Placed;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RegistryId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** With what an app of a project signs in to registries; and how that went. */
@Service
public class RegistryLogins {
  private static final Logger log = LoggerFactory.getLogger(RegistryLogins.class);

  private final OutsideRegistryRepository rows;
  private final Logins logins;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  RegistryLogins(
      OutsideRegistryRepository rows,
      Logins logins,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.rows = rows;
    this.logins = logins;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param registry null: nobody, as strangers are let in
   */
  record Found(@Nullable RegistryId registry, Login login) {}

  private record Opened(OutsideRegistry registry, String password) {
    @Override
    public String toString() {
      return registry.toString();
    }
  }

  /** The project's own credentials of this host, or the organization's, or none. */
  Found of(OrganizationId organization, ProjectId project, String host) throws RegistryRefused {
    Optional<Opened> opened =
        requireNonNull(
            transaction.execute(_ ->
                rows.opening(organization, project.value(), host)
                    .map(row -> new Opened(row, logins.unseal(row)))));
    if (opened.isEmpty()) {
      return new Found(null, Login.nobody(host));
    }
    OutsideRegistry registry = opened.get().registry();
    try {
      return new Found(registry.id(), logins.kept(registry, opened.get().password()));
    } catch (RegistryRefused refused) {
      note(organization, registry.id(), Outcome.of(refused));
      throw refused;
    }
  }

  /** For every host that the app's project knows; one that gives no password now is left out. */
  List<Login> ofApp(OrganizationId organization, AppId app) {
    List<Opened> opened =
        requireNonNull(
            transaction.execute(_ ->
                rows.of(organization, app).stream()
                    .map(row -> new Opened(row, logins.unseal(row)))
                    .toList()));
    var all = new ArrayList<Login>();
    for (Opened one : opened) {
      try {
        all.add(logins.kept(one.registry(), one.password()));
      } catch (RegistryRefused refused) {
        note(organization, one.registry().id(), Outcome.of(refused));
        log.info("No password of {}: {}", one, refused.getMessage());
      }
    }
    return all;
  }

  /**
   * What opens the registry of one of a pod's images; empty when strangers are let in, as far as we
   * know.
   *
   * @param node that asks: it gets an answer for pods placed on it only
   * @param asked host of the registry, which has to be that of one of the pod's images; empty: that
   *     of the app's
   */
  public Optional<Login> ofPod(NodeId node, UUID pod, String asked) {
    Optional<Placed> placed = requireNonNull(transaction.execute(_ -> rows.placed(node, pod)));
    if (placed.isEmpty()) {
      return Optional.empty();
    }
    Placed one = placed.get();
    String host = asked.isEmpty() ? host(one.repository()) : asked;
    if (host.isEmpty() || !hosts(one).contains(host)) {
      return Optional.empty();
    }
    try {
      Found found = of(one.organization(), one.project(), host);
      return found.registry() == null ? Optional.empty() : Optional.of(found.login());
    } catch (RegistryRefused refused) {
      log.info("No password of {}: {}", host, refused.getMessage());
      return Optional.empty();
    }
  }

  private static Set<String> hosts(Placed pod) {
    return Stream.concat(
            Stream.of(pod.repository()),
            pod.others().stream().map(image -> image.substring(0, image.indexOf('@'))))
        .map(RegistryLogins::host)
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Empty in the built-in registry. */
  private static String host(String repository) {
    return ImageName.saysHost(repository) ? ImageName.of(repository).host() : "";
  }

  void note(OrganizationId organization, @Nullable RegistryId registry, Outcome outcome) {
    if (registry != null) {
      transaction.executeWithoutResult(
          _ -> rows.checked(organization, registry, outcome, clock.instant()));
    }
  }
}
