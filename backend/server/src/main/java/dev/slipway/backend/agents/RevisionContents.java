package dev.slipway.backend.agents;

import dev.slipway.backend.agents.RevisionContentRepository.Row;
import dev.slipway.backend.agents.RevisionContentRepository.Value;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.Vault;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What all pods of a revision have in common. Revisions never change, so each is read and decrypted
 * once.
 */
@Component
class RevisionContents {
  private static final Logger log = LoggerFactory.getLogger(RevisionContents.class);

  private final RevisionContentRepository tables;
  private final Vault vault;
  private final PlatformProperties platform;
  private final TransactionTemplate outside;
  private final Map<UUID, Content> known = new ConcurrentHashMap<>();

  RevisionContents(
      RevisionContentRepository tables,
      Vault vault,
      PlatformProperties platform,
      PlatformTransactionManager transactions) {
    this.tables = tables;
    this.vault = vault;
    this.platform = platform;
    this.outside = new TransactionTemplate(transactions);
    // A secret that cannot be read must not spoil the transaction that reads everything else.
    this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
  }

  /**
   * @param common a pod without what differs from pod to pod
   * @param complete false when a secret could not be read; it is missing then
   */
  record Content(Pod common, boolean complete) {}

  /** Of these revisions, those that exist. Inside the caller's transaction. */
  Map<UUID, Content> of(Set<UUID> revisions) {
    var missing = new HashSet<>(revisions);
    missing.removeAll(known.keySet());
    if (!missing.isEmpty()) {
      tables.find(missing).forEach(row -> known.put(row.id(), content(row)));
    }
    var contents = new HashMap<UUID, Content>();
    for (UUID revision : revisions) {
      Content content = known.get(revision);
      if (content != null) {
        contents.put(revision, content);
      }
    }
    return contents;
  }

  /** Others are forgotten. */
  void keep(Set<UUID> revisions) {
    known.keySet().retainAll(revisions);
  }

  private Content content(Row row) {
    var environment = new HashMap<String, String>();
    boolean complete = true;
    for (Map.Entry<String, Value> variable : row.config().entrySet()) {
      try {
        environment.put(variable.getKey(), value(row, variable.getKey(), variable.getValue()));
      } catch (RuntimeException e) {
        complete = false;
        log.error(
            "Secret {} of revision {} cannot be read, its pods do not start; was the platform's key file replaced?",
            variable.getKey(),
            row.id(),
            e);
      }
    }
    List<Mount> mounts = Mounts.of(row.spec().mounts(), environment);
    complete &= mounts.size() == row.spec().mounts().size();
    Mounts.files(row.spec().mounts()).forEach(environment::remove);
    List<String> secrets =
        row.config().entrySet().stream()
            .filter(variable -> variable.getValue().secret() != null)
            .map(Map.Entry::getKey)
            .filter(environment::containsKey)
            .sorted()
            .toList();
    environment.put("SLIPWAY_REVISION", Integer.toString(row.number()));
    String image = image(platform, row.repository(), row.digest());
    Pod app = PodContents.of(row.spec(), image, environment, secrets);
    var companions = new CompanionContents(image, row.containerImages(), platform);
    boolean known = companions.known(row.spec());
    complete &= known;
    Pod common = known ? companions.into(app, row.spec()) : app;
    Pod.Builder whole = common.toBuilder().addAllMounts(mounts);
    TokenContents.into(whole, row.spec(), row.app(), platform.externalUrl());
    return new Content(whole.build(), complete);
  }

  /** As nodes ask for it. */
  static String image(PlatformProperties platform, String repository, String digest) {
    String host = ImageName.saysHost(repository) ? "" : platform.registryHost() + "/";
    return host + repository + "@" + digest;
  }

  private String value(Row row, String key, Value value) {
    if (value.plain() != null) {
      return value.plain();
    }
    if (value.secret() == null) {
      return "";
    }
    String context = "app/%s/%s".formatted(row.app(), key);
    byte[] encrypted = Base64.getDecoder().decode(value.secret());
    byte[] plain = outside.execute(_ -> vault.decrypt(row.organization(), context, encrypted));
    return new String(plain, StandardCharsets.UTF_8);
  }
}
