package dev.slipway.api.nodes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What fills a node's disk. All sizes in bytes.
 *
 * @param at when the node said so; null: it has not said anything yet
 * @param images layers of all images, each counted once
 * @param other what is neither of these: the system, volumes, what others put there
 * @param apps the largest ones, by what they take altogether
 * @param sentence how it stands, for people
 * @param forecast null: the disk does not fill up, or it is too early to say
 */
public record NodeDiskView(
    UUID node,
    @Nullable Instant at,
    long total,
    long used,
    long images,
    long cache,
    long logs,
    long containers,
    long other,
    List<AppShare> apps,
    Condition condition,
    String sentence,
    @Nullable Forecast forecast,
    Limits limits) {

  public enum Condition {
    /** There is room. */
    FINE,
    /** Images that nobody uses are being removed. */
    COLLECTING,
    /** No build begins here. */
    PRESSURE,
    UNKNOWN
  }

  /**
   * What an app takes.
   *
   * @param name with its organization, project and environment
   * @param images of those its pods use, what no other image shares
   */
  public record AppShare(UUID app, String name, long logs, long containers, long images) {
    public long bytes() {
      return logs + containers + images;
    }
  }

  /**
   * If it goes on as in the last day.
   *
   * @param bytesPerDay by how much the disk fills up
   * @param cause what grows most, such as "the logs of main/shop/production/web"
   */
  public record Forecast(Instant fullAt, long bytesPerDay, String cause, String sentence) {}

  /**
   * From when on what happens, in percent of the disk, and what the parts may take.
   *
   * @param images null: no other limit than the disk's
   */
  public record Limits(
      int collectFrom,
      int collectTo,
      int builds,
      @Nullable Long images,
      long cache,
      long appLogs,
      long logs) {}
}
