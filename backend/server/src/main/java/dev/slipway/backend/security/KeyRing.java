package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;

/**
 * The key sets themselves, for their rotation: a key is added, then becomes the one to write with,
 * old values are encrypted again, the old key is disabled, and destroyed later. Each step is one
 * transaction and may be repeated.
 */
public interface KeyRing {
  /** Of an organization; none while nothing was ever encrypted. */
  List<Key> keys(OrganizationId organization);

  /**
   * @throws dev.slipway.backend.kernel.Problem conflict while a rotation is under way
   */
  void add(OrganizationId organization, String by, Instant now);

  /** What was added is the key to write with, and nobody writes with the old one any more. */
  void promote(OrganizationId organization);

  /** With what everything begins that is encrypted now. */
  byte[] mark(OrganizationId organization);

  /** The same value, encrypted with the key to write with. */
  byte[] renewed(OrganizationId organization, String context, byte[] encrypted);

  /** Old keys read nothing any more. Only when nothing is left that they have to read. */
  void retire(OrganizationId organization, Instant now, Instant destroyAt);

  /** Keys that were disabled are gone. */
  void purge(OrganizationId organization);

  /**
   * Everything the organization ever encrypted is unreadable from now on, in backups too: for the
   * deletion of an organization. Other processes forget the key within a minute.
   */
  void destroy(OrganizationId organization);

  /** The key set, encrypted with the platform's newest key. */
  void rewrap(OrganizationId organization);

  /** As {@link #renewed}, for what is the platform's own. */
  byte[] renewedForPlatform(String context, byte[] encrypted);

  /**
   * @param id says nothing about the key
   */
  record Key(String id, boolean primary, boolean enabled) {}
}
