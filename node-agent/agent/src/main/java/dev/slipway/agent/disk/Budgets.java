package dev.slipway.agent.disk;

import dev.slipway.agent.logs.LogBudget;
import dev.slipway.protocol.DiskRules;

/**
 * How full the disk may get.
 *
 * @param collectFrom percent of the disk at which images begin to go
 * @param collectTo percent at which they stop
 * @param buildLimit percent from which on no build begins
 * @param imageBytes of images Slipway fetched or made
 */
record Budgets(
    int collectFrom,
    int collectTo,
    int buildLimit,
    long imageBytes,
    long cacheBytes,
    LogBudget logs) {
  static final Budgets USUAL = new Budgets(80, 70, 85, Long.MAX_VALUE, 10L << 30, LogBudget.USUAL);

  static Budgets of(DiskRules rules) {
    int from = percent(rules.getCollectFromPercent(), USUAL.collectFrom);
    return new Budgets(
        from,
        Math.min(from, percent(rules.getCollectToPercent(), USUAL.collectTo)),
        percent(rules.getBuildLimitPercent(), USUAL.buildLimit),
        bytes(rules.getImageBytes(), USUAL.imageBytes),
        bytes(rules.getCacheBytes(), USUAL.cacheBytes),
        new LogBudget(
            bytes(rules.getAppLogBytes(), USUAL.logs.appBytes()),
            bytes(rules.getLogBytes(), USUAL.logs.nodeBytes())));
  }

  private static int percent(int told, int usual) {
    return told > 0 && told <= 100 ? told : usual;
  }

  private static long bytes(long told, long usual) {
    return told > 0 ? told : usual;
  }
}
