package dev.slipway.backend.audit;

import org.jspecify.annotations.Nullable;

/** Goes along a chain, entry by entry, and stops at the first that is not as it was written. */
final class ChainCheck {
  private long seq;
  private String hash = ChainHash.NONE;
  private @Nullable Finding finding;

  /**
   * @param seq of the first entry that is wrong
   */
  record Finding(long seq, String message) {}

  /** False when the chain is broken here: what follows says nothing any more. */
  boolean next(Entry entry) {
    long expected = seq + 1;
    if (entry.seq() != expected) {
      return broken(expected, "Entry %d is missing.".formatted(expected));
    }
    if (!entry.before().equals(hash)) {
      return broken(
          expected,
          "Entry %d does not follow the one before it: that was exchanged.".formatted(expected));
    }
    if (!ChainHash.of(entry).equals(entry.hash())) {
      return broken(expected, "Entry %d is not as it was written.".formatted(expected));
    }
    seq = expected;
    hash = entry.hash();
    return true;
  }

  /** What the chain's head, or somebody who kept a hash elsewhere, says of this entry. */
  boolean mustHave(long number, String wanted, String whoSays) {
    if (number == seq && !wanted.equals(hash)) {
      return broken(number, "Entry %d has another hash than %s.".formatted(number, whoSays));
    }
    return true;
  }

  /** Nothing comes after this one. */
  void end(long last, String wanted) {
    if (finding == null && last > seq) {
      boolean _ = broken(seq + 1, "The last entries are missing, from %d on.".formatted(seq + 1));
    } else if (finding == null) {
      boolean _ = mustHave(last, wanted, "the head of the chain");
    }
  }

  boolean broken(long at, String message) {
    finding = new Finding(at, message);
    return false;
  }

  @Nullable Finding finding() {
    return finding;
  }

  long seq() {
    return seq;
  }

  String hash() {
    return hash;
  }
}
