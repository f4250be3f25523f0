package dev.slipway.e2e;

import java.time.Duration;
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
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration HIT = Duration.ofSeconds(40);
  private static final int TRIES = 2;

  /** In the order one push passes them; what is not named here comes last. */
  private static final List<String> ORDER =
      List.of("push", "webhook", "build", "deployment", "agents");

  private final Platform platform;
  private final CrashSwitch crash;
  private final Consumer<String> trigger;
  private long dead;

  /**
   * @param trigger does what leads to a point, unless something is under way that will
   */
  CrashWalk(Platform platform, Consumer<String> trigger) {
    this.platform = platform;
    this.crash = new CrashSwitch(platform.state());
    this.trigger = trigger;
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
      if (!dies(point)) {
        missed.add(point);
        restart();
      }
    }
    started("");
    return missed;
  }

  private static int place(String point) {
    int place = ORDER.indexOf(point.substring(0, point.indexOf('.')));
    return place < 0 ? ORDER.size() : place;
  }

  private boolean dies(String point) {
    long alive = Service.SERVER.pid(platform);
    for (int i = 0; i < TRIES && !hit(point); i++) {
      trigger.accept(point);
      try {
        Patience.within(HIT, "the server dies at " + point).until(() -> hit(point));
      } catch (ConditionTimeoutException _) {
        Report.line("nothing led to %s".formatted(point));
      }
    }
    dead = alive;
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
