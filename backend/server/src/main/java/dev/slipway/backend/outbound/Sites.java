package dev.slipway.backend.outbound;

import dev.slipway.backend.kernel.PublicName;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jspecify.annotations.Nullable;

/** Which hosts belong to the same people, by the list of public suffixes. */
public final class Sites {
  private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

  private Sites() {}

  /**
   * Such as {@code auth.docker.io} and {@code registry-1.docker.io}, in lower case; not two tenants
   * of {@code github.io}.
   */
  public static boolean same(String host, String other) {
    if (host.equals(other)) {
      return true;
    }
    String site = site(host);
    return site != null && site.equals(site(other));
  }

  private static @Nullable String site(String host) {
    return PublicName.is(host) ? SUFFIXES.getDomainRoot(host) : null;
  }
}
