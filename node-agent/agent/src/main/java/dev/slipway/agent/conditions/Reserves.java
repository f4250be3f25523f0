package dev.slipway.agent.conditions;

import dev.slipway.protocol.Condition;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a machine has left. What could not be read is a negative number, and nothing follows from
 * it.
 *
 * @param memoryAvailable bytes that can be given out without swapping
 * @param disk bytes of the file system with images and containers
 * @param files inodes of it; 0 where it has no fixed number of them
 * @param processes process and thread numbers there can be
 */
record Reserves(
    long memoryAvailable,
    long disk,
    long diskFree,
    long files,
    long filesFree,
    long processes,
    long processesFree) {
  static final long LEAST_MEMORY = 100L << 20;
  private static final int LEAST_DISK_PERCENT = 10;
  private static final int LEAST_FILES_PERCENT = 5;
  private static final int LEAST_PROCESSES_PERCENT = 5;

  Set<Condition> pressures() {
    var found = EnumSet.noneOf(Condition.class);
    if (memoryAvailable >= 0 && memoryAvailable < LEAST_MEMORY) {
      found.add(Condition.MEMORY_PRESSURE);
    }
    if (below(LEAST_DISK_PERCENT, diskFree, disk) || below(LEAST_FILES_PERCENT, filesFree, files)) {
      found.add(Condition.DISK_PRESSURE);
    }
    if (below(LEAST_PROCESSES_PERCENT, processesFree, processes)) {
      found.add(Condition.PID_PRESSURE);
    }
    return found;
  }

  private static boolean below(int percent, long free, long all) {
    return all > 0 && free >= 0 && (double) free * 100 < (double) all * percent;
  }
}
