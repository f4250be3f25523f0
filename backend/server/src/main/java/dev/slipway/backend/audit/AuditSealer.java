package dev.slipway.backend.audit;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.audit.ChainRepository.Head;
import dev.slipway.backend.audit.ChainRepository.Seal;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signs the head of each chain that has grown, once a day, and says it in the log: whoever keeps
 * the log elsewhere can prove later that nothing before was changed.
 */
@Component
class AuditSealer implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);
  private static final Duration NOTED = Duration.ofDays(1);

  private final ChainRepository chains;
  private final SealKey key;
  private final InstantSource clock;

  AuditSealer(ChainRepository chains, SealKey key, InstantSource clock) {
    this.chains = chains;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(15);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, UTC);
    List<Head> heads = chains.unsealed(epoch, day);
    for (Head head : heads) {
      String words = Seal.words(head.chain(), day, head.seq(), head.hash());
      SealKey.Signed signed = key.sign(words);
      var seal = new Seal(day, head.seq(), head.hash(), signed.signature(), signed.publicKey());
      chains.seal(epoch, head.chain(), seal, now);
      log.info(
          "Audit sealed: {} signature={} key={}",
          words,
          Base64.getEncoder().encodeToString(signed.signature()),
          Base64.getEncoder().encodeToString(signed.publicKey()));
    }
    int forgotten = chains.forgetNoted(epoch, now.minus(NOTED));
    return new Progress(heads.size(), heads.size() + forgotten);
  }
}
