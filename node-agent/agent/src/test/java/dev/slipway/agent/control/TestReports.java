package dev.slipway.agent.control;

import dev.slipway.protocol.Report;

/** What would be told, for tests. */
public final class TestReports {
  private TestReports() {}

  public static Report take(Reports reports) {
    return reports.take();
  }
}
