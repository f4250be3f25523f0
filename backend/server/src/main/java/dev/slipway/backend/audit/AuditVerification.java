package dev.slipway.backend.audit;

import dev.slipway.api.audit.AuditVerificationView;
import dev.slipway.backend.audit.ChainCheck.Finding;
import dev.slipway.backend.audit.ChainRepository.Head;
import dev.slipway.backend.audit.ChainRepository.Seal;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads a chain from its first entry to its head and says where it is broken. */
@Service
class AuditVerification {
  private static final int AT_ONCE = 1000;

  private final EntryRepository entries;
  private final ChainRepository chains;

  AuditVerification(EntryRepository entries, ChainRepository chains) {
    this.entries = entries;
    this.chains = chains;
  }

  @Transactional(readOnly = true)
  public List<UUID> all() {
    return chains.chains();
  }

  @Transactional(readOnly = true)
  public AuditVerificationView verify(Chain chain) {
    // The head first: what is written while we read lies behind it.
    Head head = chains.head(chain).orElse(new Head(chain.id(), 0, ChainHash.NONE));
    List<Seal> seals = chains.seals(chain);
    var check = new ChainCheck();
    var due = new ArrayDeque<>(seals);
    boolean whole = true;
    while (whole && check.seq() < head.seq()) {
      List<Entry> some = entries.onwards(chain, check.seq(), AT_ONCE);
      whole = !some.isEmpty() && along(chain, check, some, head, due);
    }
    if (whole || check.finding() == null) {
      check.end(head.seq(), head.hash());
    }
    return view(chain, check, head, seals.isEmpty() ? null : seals.getLast());
  }

  private static boolean along(
      Chain chain, ChainCheck check, List<Entry> some, Head head, Deque<Seal> due) {
    for (Entry entry : some) {
      if (check.seq() == head.seq()) {
        return true;
      }
      if (!check.next(entry)) {
        return false;
      }
      Seal seal = due.peek();
      if (seal != null && seal.seq() == check.seq()) {
        Seal reached = due.remove();
        if (!check.mustHave(seal.seq(), reached.hash(), "the seal of " + reached.day())) {
          return false;
        }
        if (!SealKey.verifies(
            Seal.words(chain.id(), reached.day(), reached.seq(), reached.hash()),
            reached.signature(),
            reached.publicKey())) {
          return check.broken(reached.seq(), "The seal of %s is forged.".formatted(reached.day()));
        }
      }
    }
    return true;
  }

  private static AuditVerificationView view(
      Chain chain, ChainCheck check, Head head, @Nullable Seal seal) {
    Finding finding = check.finding();
    return new AuditVerificationView(
        chain.organization(),
        finding == null,
        head.seq(),
        finding == null ? null : finding.seq(),
        finding == null
            ? "All %d entries are as they were written.".formatted(head.seq())
            : finding.message(),
        head.hash(),
        seal == null ? null : view(seal));
  }

  static AuditVerificationView.Seal view(Seal seal) {
    return new AuditVerificationView.Seal(
        seal.day(),
        seal.seq(),
        seal.hash(),
        Base64.getEncoder().encodeToString(seal.signature()),
        Base64.getEncoder().encodeToString(seal.publicKey()));
  }
}
