package dev.slipway.backend.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What public names lead to. Whoever connects has to look again: an answer may be another one a
 * moment later.
 */
public final class Names {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Who waits for a name server that does not answer must not keep more and more threads. */
  private static final Semaphore LOOKING = new Semaphore(8);

  private static final InetAddress[] UNKNOWN = {};

  // As 10.0.0.1.nip.io and 10-0-0-1.sslip.io, which lead to what they say.
  private static final Pattern SPELLED =
      Pattern.compile(
          "(?<![0-9])([0-9]{1,3})([.-])([0-9]{1,3})\\2([0-9]{1,3})\\2([0-9]{1,3})(?![0-9])");

  private Names() {}

  /** Asks a name server. */
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /**
   * Whether the name leads to an address that is not public. A name that nobody knows leads
   * nowhere, so far.
   */
  public static boolean leadInside(String host) {
    return leadInside(host, InetAddress::getAllByName);
  }

  static boolean leadInside(String host, Lookup lookup) {
    return spelled(host) || Stream.of(addresses(host, lookup)).anyMatch(BlockedRanges::contain);
  }

  private static boolean spelled(String host) {
    Matcher found = SPELLED.matcher(host);
    while (found.find()) {
      byte[] address = {part(found, 1), part(found, 3), part(found, 4), part(found, 5)};
      try {
        if (BlockedRanges.contain(InetAddress.getByAddress(address))) {
          return true;
        }
      } catch (UnknownHostException e) {
        throw new IllegalStateException("Four bytes are an address", e);
      }
    }
    return false;
  }

  private static byte part(Matcher found, int group) {
    return (byte) Integer.parseInt(found.group(group));
  }

  private static InetAddress[] addresses(String host, Lookup lookup) {
    if (!LOOKING.tryAcquire()) {
      return UNKNOWN;
    }
    var found = new AtomicReference<>(UNKNOWN);
    // Not a virtual one: the system's resolver would hold on to what carries those.
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("name-lookup")
            .start(() -> {
              try {
                found.set(lookup.of(host));
              } catch (UnknownHostException _) {
                // Nobody knows it.
              } finally {
                LOOKING.release();
              }
            });
    try {
      boolean _ = thread.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return found.get();
  }
}
