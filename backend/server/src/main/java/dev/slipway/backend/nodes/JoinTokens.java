package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hands out join tokens and takes each back once. Only their hashes are kept. */
@Service
class JoinTokens {
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final JoinTokenRepository tokens;
  private final CertificateAuthority authority;
  private final InstantSource clock;

  JoinTokens(JoinTokenRepository tokens, CertificateAuthority authority, InstantSource clock) {
    this.tokens = tokens;
    this.authority = authority;
    this.clock = clock;
  }

  record Issued(JoinToken token, Instant expiresAt) {}

  @Transactional
  Issued issue(Duration life) {
    Instant now = clock.instant();
    var issued = new Issued(JoinToken.create(authority.certificate()), now.plus(life));
    tokens.forgetOlderThan(now.minus(REMEMBERED));
    tokens.insert(Uuids.next(now), issued.token().hash(), now, issued.expiresAt());
    return issued;
  }

  /** Nobody has joined with it and it has not expired. */
  @Transactional(readOnly = true)
  boolean isOpen(JoinToken token) {
    return tokens.isOpen(token.hash(), clock.instant());
  }

  /**
   * @throws Problem forbidden when it is malformed, of another control plane, unknown, used or
   *     expired
   */
  @Transactional
  void use(String text, NodeId node) {
    JoinToken token =
        JoinToken.parse(text)
            .orElseThrow(() -> refused("This is not a join token: it begins with slp1_."));
    if (!token.digest().equals(JoinToken.digest(authority.certificate()))) {
      throw refused("This join token belongs to another control plane.");
    }
    if (!tokens.use(token.hash(), node, clock.instant())) {
      throw refused(
          tokens.isUsed(token.hash())
              ? "This join token has been used; each one joins one machine."
              : "This join token is unknown or has expired.");
    }
  }

  private static Problem refused(String why) {
    return Problem.forbidden(why + " Ask for a new one on the console's page of nodes.");
  }
}
