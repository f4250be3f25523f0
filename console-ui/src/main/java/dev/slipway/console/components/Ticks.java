package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;

/** Looks again now and then while somebody does, at figures whose changes nobody announces. */
public final class Ticks {
  private Ticks() {}

  public static void whileShown(Component view, Duration period, Runnable look) {
    Live.whileShown(
        view,
        page -> {
          Thread ticking = Thread.ofVirtual().name("ticks").start(() -> tick(page, period, look));
          return ticking::interrupt;
        });
  }

  private static void tick(Live.Page page, Duration period, Runnable look) {
    try {
      while (true) {
        Thread.sleep(period);
        page.run(look);
      }
    } catch (InterruptedException | UIDetachedException _) {
      // Nobody looks any more.
    }
  }
}
