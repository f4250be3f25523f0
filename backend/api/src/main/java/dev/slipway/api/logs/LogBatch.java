package dev.slipway.api.logs;

import java.util.List;

/**
 * @param dropped lines left out before these because the reader was too slow
 */
public record LogBatch(List<LogLine> lines, long dropped) {}
