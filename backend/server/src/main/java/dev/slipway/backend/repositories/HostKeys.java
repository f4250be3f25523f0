package dev.slipway.backend.repositories;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.GitPlace;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * By which keys ssh hosts are known: those of the large forges are part of Slipway; of every other
 * host an organization keeps the first it is shown.
 */
@Service
public class HostKeys {
  private static final int MOST = 200;

  private final HostKeyRepository keys;
  private final EventLog events;
  private final InstantSource clock;
  private final List<HostKey> known = builtIn();

  HostKeys(HostKeyRepository keys, EventLog events, InstantSource clock) {
    this.keys = keys;
    this.events = events;
    this.clock = clock;
  }

  /** A node met a host for the first time, on behalf of an app or of somebody who tries. */
  @Transactional
  public void seen(
      OrganizationId organization, @Nullable AppId app, String url, Collection<String> lines) {
    String host = GitPlace.of(url).knownAs();
    Instant now = clock.instant();
    if (keys.all(organization).size() >= MOST || isBuiltIn(host)) {
      return;
    }
    lines.stream()
        .limit(10)
        .map(HostKey::parse)
        .flatMap(Optional::stream)
        // A node speaks for the host it was sent to and for no other.
        .filter(key -> key.host().equals(host))
        .filter(key -> keys.insert(organization, Uuids.next(now), key, now))
        .forEach(key -> tell(organization, app, key));
  }

  @Transactional(readOnly = true)
  List<HostKey> all(OrganizationId organization) {
    return Stream.concat(keys.all(organization).stream(), known.stream()).toList();
  }

  /** Lines for known_hosts; none: whatever the host shows is taken. */
  @Transactional(readOnly = true)
  public List<String> of(OrganizationId organization, String host) {
    return all(organization).stream()
        .filter(key -> key.host().equals(host))
        .map(HostKey::line)
        .toList();
  }

  @Transactional
  void forget(OrganizationId organization, UUID key) {
    if (!keys.delete(organization, key)) {
      throw Problem.notFound("host key");
    }
  }

  private boolean isBuiltIn(String host) {
    return known.stream().anyMatch(key -> key.host().equals(host));
  }

  private void tell(OrganizationId organization, @Nullable AppId app, HostKey key) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            "HostKeySeen",
            "The ssh host %s was met for the first time and is known by %s from now on. Compare it with what its operators say."
                .formatted(key.host(), key.fingerprint()),
            organization,
            null,
            app,
            null,
            null,
            null));
  }

  private static List<HostKey> builtIn() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(HostKeys.class.getResourceAsStream("known_hosts")),
                StandardCharsets.US_ASCII))) {
      return lines.lines().map(HostKey::parse).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
