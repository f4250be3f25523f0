package dev.slipway.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets the control plane die at one named point after the other. While it dies at one it is armed
 * for the next, so what is left undone at the first is gone on with up to the second: harder than
 * one crash at a time, and quicker.
 */
final class CrashWalk {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration HIT = Duration.ofMinutes(4);
  private static final Duration LEAD_AGAIN = Duration.ofSeconds(3);

  /** As one push passes them, so that it is used up to the end; what is not named comes last. */
  private static final List<String> ORDER =
      List.of(
          "push.received",
          "deployment.started",
          "build.queued",
          "push.deployment-started",
          "build.claimed",
          "build.dispatched",
          "build.log-stored",
          "build.finished",
          "deployment.revision-created",
          "deployment.begun",
          "deployment.pods-created",
          "deployment.pods-placed",
          "deployment.progressed",
          "deployment.old-drained",
          "deployment.old-stopped",
          "deployment.complete");

  private final Platform platform;
  private final CrashSwitch crash;
  private final Consumer<String> lead;
  private long dead;

  /**
   * @param lead does what leads to a point, unless something is under way already
   */
  CrashWalk(Platform platform, Consumer<String> lead) {
    this.platform = platform;
    this.crash = new CrashSwitch(platform.state());
    this.lead = lead;
  }

  /** Gives the points that were never reached. */
  List<String> throughAll() {
    var missed = new ArrayList<String>();
    var route = new ArrayList<>(crash.points());
    route.sort(Comparator.comparingInt(CrashWalk::place));
    crash.arm(route.getFirst());
    restart();
    for (int i = 0; i < route.size(); i++) {
      String point = route.get(i);
      started(point);
      if (i + 1 < route.size()) {
        crash.arm(route.get(i + 1));
      } else {
        crash.disarm();
      }
      if (!hit(point) && dies(point)) {
        continue;
      }
      if (!hit(point)) {
        missed.add(point);
      }
      // Dead while starting, perhaps more than once, or alive: now there is a start armed for the
      // next.
      restart();
    }
    started("");
    return missed;
  }

  private static int place(String point) {
    int place = ORDER.indexOf(point);
    return place < 0 ? ORDER.size() : place;
  }

  private boolean dies(String point) {
    dead = Service.SERVER.pid(platform);
    Instant until = Instant.now().plus(HIT);
    while (!hit(point) && Instant.now().isBefore(until)) {
      lead.accept(point);
      try {
        Patience.within(LEAD_AGAIN, "the server dies at " + point).until(() -> hit(point));
      } catch (ConditionTimeoutException _) {
        // Not yet: it is on its way there, or has to be led once more.
      }
    }
    return hit(point);
  }

  private boolean hit(String point) {
    return crash.hits().contains(point);
  }

  private void restart() {
    dead = Service.SERVER.pid(platform);
    Service.SERVER.kill(platform);
  }

  /** Up with what was armed for it, or dead by it already. */
  private void started(String point) {
    Patience.within(START, "the server is up again, armed for '%s'".formatted(point))
        .until(() -> {
          Service.SERVER.hurry(platform);
          return hit(point) || (Service.SERVER.pid(platform) != dead && platform.healthy());
        });
  }
}
