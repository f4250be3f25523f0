package dev.slipway.backend.previews;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends previews nobody pushed to for long, and those of apps that are gone. */
@Component
class PreviewExpiry implements Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(PreviewExpiry.class);

  private final PreviewService previews;

  PreviewExpiry(PreviewService previews) {
    this.previews = previews;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Progress reconcile(long epoch) {
    List<Preview> due = previews.due();
    long ended = due.stream().filter(preview -> end(epoch, preview)).count();
    return new Progress(due.size(), Math.toIntExact(ended));
  }

  private boolean end(long epoch, Preview preview) {
    try {
      return previews.end(epoch, preview);
    } catch (Problem problem) {
      LOG.warn("Preview {} does not end: {}", preview.id(), problem.getMessage());
      return false;
    }
  }
}
